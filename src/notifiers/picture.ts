import { type Chart, chartText } from "../core/charts/index.ts";
import type { Message } from "../core/message/index.ts";
import type { NotifierDeps } from "./deps.ts";
import { shortText } from "./short-text.ts";

/** Picture is a drawn chart with what it shows in words. */
export interface Picture {
  readonly png: Uint8Array;
  readonly alt: string;
}

/**
 * pictureOf draws a message's chart; null where it has none or pictures are off. A picture that cannot be drawn is told in the log
 * and left out: no alert waits for one or is lost with it.
 */
export async function pictureOf(
  message: Message,
  id: string,
  deps: Pick<NotifierDeps, "draw" | "log">,
): Promise<Picture | null> {
  if (!message.chart || !deps.draw) return null;
  try {
    return { png: await deps.draw(message.chart), alt: altOf(message.chart) };
  } catch (error) {
    deps.log.warn("A chart could not be drawn; its message goes without", {
      notifier: id,
      reason: error instanceof Error ? error.message : String(error),
    });
    return null;
  }
}

/** altOf says a chart in words. */
export function altOf(chart: Chart): string {
  return shortText(chartText(chart), 300);
}
