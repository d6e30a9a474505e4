/** TextObject is Slack's text: `verbatim` keeps addresses and names in it from becoming links. */
type TextObject =
  | { readonly type: "mrkdwn"; readonly text: string; readonly verbatim: true }
  | { readonly type: "plain_text"; readonly text: string; readonly emoji: false };

/** Block is one of the Block Kit blocks that messages are made of. */
export type Block =
  | { readonly type: "header"; readonly text: TextObject }
  | { readonly type: "section"; readonly text: TextObject }
  | { readonly type: "section"; readonly fields: readonly TextObject[] }
  | { readonly type: "context"; readonly elements: readonly TextObject[] }
  | { readonly type: "actions"; readonly elements: readonly Button[] }
  | {
      readonly type: "image";
      readonly alt_text: string;
      readonly slack_file: { readonly id: string };
    };

/** Button is pressed by a reader: what it says, what the app is told, and where it leads, if anywhere. */
export interface Button {
  readonly type: "button";
  readonly text: { readonly type: "plain_text"; readonly text: string; readonly emoji: false };
  /** At most 255 units, once in a message. */
  readonly action_id: string;
  /** At most 2,000 units. */
  readonly value?: string;
  /** At most 3,000 units. */
  readonly url?: string;
  readonly style?: "primary";
}

/** header makes a header block of an escaped text of at most 150 units. */
export function header(text: string): Block {
  return { type: "header", text: { type: "plain_text", text, emoji: false } };
}

/** section makes a section of mrkdwn, at most 3,000 units. */
export function section(text: string): Block {
  return { type: "section", text: mrkdwn(text) };
}

/** fields makes a section of two columns of at most 10 cells, each at most 2,000 units. */
export function fields(cells: readonly string[]): Block {
  return { type: "section", fields: cells.map(mrkdwn) };
}

/** context makes a small grey line of at most 10 parts. */
export function context(parts: readonly string[]): Block {
  return { type: "context", elements: parts.map(mrkdwn) };
}

/** image shows a file that Slack holds; at most 2,000 units say what is on it. */
export function image(file: string, alt: string): Block {
  return { type: "image", alt_text: alt, slack_file: { id: file } };
}

/** actions makes a row of at most 25 buttons. */
export function actions(elements: readonly Button[]): Block {
  return { type: "actions", elements };
}

function mrkdwn(text: string): TextObject {
  return { type: "mrkdwn", text, verbatim: true };
}
