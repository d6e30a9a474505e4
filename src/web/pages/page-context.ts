import type { Context } from "hono";
import type { Words } from "../../core/message/index.ts";
import { may } from "../../core/visitor.ts";
import type { Visited } from "../auth/only-visitors.ts";
import { sessionIdIn } from "../auth/session-cookie.ts";
import type { AssetUrl } from "./assets.ts";
import type { Frame } from "./layout.tsx";

/** Shown is what every page is shown with: its frame, the words, the moment, and whether its reader may act. */
export interface Shown {
  readonly frame: Frame;
  readonly words: Words;
  readonly now: number;
  readonly mayAct: boolean;
  /** What was just done, or why not, in a sentence. */
  readonly note: Note | null;
}

/** Note is a sentence about what a reader has just asked for. */
export interface Note {
  readonly done: boolean;
  readonly text: string;
}

/** shownTo is what a page is shown with to whoever asks for it. */
export function shownTo(
  context: Context<Visited>,
  { asset, words, now }: { readonly asset: AssetUrl; readonly words: Words; readonly now: number },
  note: Note | null = null,
): Shown {
  const visitor = context.get("visitor");
  return {
    frame: { asset, visitor, loggedIn: sessionIdIn(context) !== null },
    ...{ words, now, note },
    mayAct: may(visitor, "act"),
  };
}
