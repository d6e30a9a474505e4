import type { Context } from "hono";
import type { Words } from "../../core/message/index.ts";
import { may } from "../../core/visitor.ts";
import type { Visited } from "../auth/only-visitors.ts";
import { sessionIdIn } from "../auth/session-cookie.ts";
import type { AssetUrl } from "./assets.ts";
import type { Desk } from "./desk.ts";
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

/** ShownTo tells what a page is shown with to whoever asks for it. */
export type ShownTo = (context: Context<Visited>, note?: Note | null) => Shown;

/** createShownTo makes what knows it, by the words and the moment of each request. */
export function createShownTo(desk: Pick<Desk, "words" | "clock">, asset: AssetUrl): ShownTo {
  return (context, note = null) => {
    const visitor = context.get("visitor");
    return {
      frame: { asset, visitor, loggedIn: sessionIdIn(context) !== null },
      ...{ words: desk.words(), now: desk.clock.now(), note },
      mayAct: may(visitor, "act"),
    };
  };
}
