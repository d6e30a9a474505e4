import type { Message } from "../../core/message/index.ts";

/** Tone is the colour of a message: a strong one for the bar, a pale one and a dark one for the badge. */
export interface Tone {
  readonly strong: string;
  readonly pale: string;
  readonly dark: string;
  readonly word: string;
}

const TONES: Readonly<Record<Message["severity"] | "resolved", Tone>> = {
  critical: { strong: "#d92d20", pale: "#fee4e2", dark: "#912018", word: "Critical" },
  warning: { strong: "#f79009", pale: "#fef0c7", dark: "#93370d", word: "Warning" },
  info: { strong: "#2e90fa", pale: "#d1e9ff", dark: "#1849a9", word: "Info" },
  resolved: { strong: "#12b76a", pale: "#d1fadf", dark: "#05603a", word: "Resolved" },
};

/** toneOf picks the colours of a severity, green for what is over. */
export function toneOf(status: string, severity: Message["severity"]): Tone {
  return TONES[status === "resolved" ? "resolved" : severity];
}

/** FONT is the list of fonts that mail programs have. */
export const FONT = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
