import { shortText } from "../short-text.ts";
import { spaced } from "../written-lines.ts";

/** Run is a stretch of text that Teams shows as it is: runs know no markdown and no mentions. */
interface Run {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "Bolder";
  readonly size?: "Medium" | "Small";
  readonly isSubtle?: true;
  readonly color?: "Attention" | "Warning" | "Accent" | "Good";
  readonly selectAction?: { readonly type: "Action.OpenUrl"; readonly url: string };
}

/** Block is a paragraph of an Adaptive Card. */
export interface Block {
  readonly type: "RichTextBlock";
  readonly inlines: readonly Run[];
  readonly spacing?: "Small" | "Medium" | "None";
  readonly separator?: true;
}

/** RunStyle is how a run looks. */
export type RunStyle = Omit<Run, "type" | "text">;

/** run makes a run of a text from data, at most `max` units long. */
export function run(text: string, max: number, style: RunStyle = {}): Run {
  // Two braces would begin a date function or a binding.
  const inert = shortText(text, max)
    .replace(/\{(?=\{)/g, "{ ")
    .replace(/\$(?=\{)/g, "$ ");
  return { type: "TextRun", text: inert || "–", ...style };
}

/** inlineRun makes a run that other runs stand beside: the blanks at its ends count. */
export function inlineRun(text: string, style: RunStyle = {}): Run {
  return { type: "TextRun", text: spaced(text, (bare) => run(bare, 1_500).text) || " ", ...style };
}

/** labelled makes a line of a grey label and a value. */
export function labelled(label: string, value: string, max: number): Block {
  const text = run(value, max);
  const runs = [run(`${label}:`, 60, { isSubtle: true }), { ...text, text: ` ${text.text}` }];
  return paragraph(runs, { spacing: "None" });
}

/** paragraph makes a block of runs. */
export function paragraph(
  inlines: readonly Run[],
  look: Pick<Block, "spacing" | "separator"> = {},
): Block {
  return { type: "RichTextBlock", inlines, ...look };
}
