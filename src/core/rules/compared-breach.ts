import type { Judgement, Seen } from "./evaluator.ts";
import type { SpikeHistory } from "./spike-history.ts";
import type { Verdicts } from "./verdicts.ts";

/** Comparing is how a kind of rule decides on a group by the group's earlier windows. */
export interface Comparing {
  readonly history: Pick<SpikeHistory, "changes" | "look" | "until">;
  readonly verdicts: Verdicts;
  /** How many earlier windows more than it takes speak against a breach; below 0 where there may be one. */
  readonly spare: (seen: Seen) => number;
  readonly judge: (seen: Seen) => Judgement;
}

/** comparedBreach gives the breach of a group that may have one: what was decided while that surely holds, else decided anew and remembered. */
export function comparedBreach(
  seen: Seen,
  { history, verdicts, spare: spareOf, judge }: Comparing,
): Judgement | null {
  const changes = history.changes(seen.group);
  const known = verdicts.of(seen, changes);
  if (known !== undefined) return known;
  history.look(seen.group, seen.at);
  const spare = spareOf(seen);
  const judgement = spare < 0 ? judge(seen) : null;
  const breach = judgement?.breached ? judgement : null;
  return verdicts.keep(seen, changes, breach, history.until(Math.max(0, spare)));
}
