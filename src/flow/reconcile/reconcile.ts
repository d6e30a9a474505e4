import type { Findings } from "../collect/collect-parts.ts";
import type { CollectResult } from "../collect/result.ts";
import type { WindowReader } from "../collect/window-reader.ts";
import type { Reconciler } from "./reconciler.ts";

/** TakeTurn runs one step in the account's turn, between its polls. */
export type TakeTurn = (
  step: (reader: WindowReader) => Promise<Findings>,
) => Promise<CollectResult>;

/** A reconcile ends after so many steps whatever is left; the next one goes on. */
const MOST_STEPS = 1_000;

const NOTHING: CollectResult = {
  reason: "idle",
  detail: null,
  ...{ pages: 0, rows: 0, unreadable: 0, added: 0, updated: 0, unchanged: 0, retracted: 0 },
  ...{ changed: false, ready: false, more: false, gaps: 0, retryAt: null },
};

/**
 * reconcile takes the steps that are due. Each takes a turn of its own, so that a poll never waits for more than one
 * request or one part of a reading.
 */
export async function reconcile(
  reconciler: Reconciler,
  takeTurn: TakeTurn,
): Promise<CollectResult> {
  await reconciler.begin();
  let result = NOTHING;
  for (let steps = 0; steps < MOST_STEPS && reconciler.due(); steps += 1) {
    const last = await takeTurn((reader) => reconciler.step(reader));
    // While it waited for its turn, a poll may have done what was due.
    if (last.reason !== "idle") result = together(result, last);
    if (last.reason !== "complete" && last.reason !== "incomplete") break;
  }
  await reconciler.end();
  return result;
}

/** The counts are those of all steps; how it ended is how the last one did. */
function together(before: CollectResult, last: CollectResult): CollectResult {
  return {
    ...last,
    pages: before.pages + last.pages,
    rows: before.rows + last.rows,
    unreadable: before.unreadable + last.unreadable,
    added: before.added + last.added,
    updated: before.updated + last.updated,
    unchanged: before.unchanged + last.unchanged,
    retracted: before.retracted + last.retracted,
    changed: before.changed || last.changed,
  };
}
