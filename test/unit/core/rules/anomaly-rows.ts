import type { AnomalyRule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { DAY, HOUR, spike } from "./rule-builders.ts";

/** AT is a Tuesday noon. */
export const AT = Date.parse("2026-10-20T12:00:00Z");

/** anomaly compares an hour's credits with the same hour of the ten days before. */
export function anomaly(part: Partial<AnomalyRule> = {}): AnomalyRule {
  return {
    ...spike(),
    kind: "anomaly",
    versusMs: 10 * DAY,
    season: "day",
    sensitivityMilli: 3_500,
    direction: "above",
    atLeast: 0,
    ...part,
  } as AnomalyRule;
}

/** days are rows: one a day at this hour, the present one first, none for null; a row before all of them makes the group known. */
export function days(...credits: (number | null)[]): LedgerRow[] {
  const rows = credits.flatMap((neoCredits, back) =>
    neoCredits === null
      ? []
      : [rowOf({ rowNo: back + 1, createdAt: AT - back * DAY, neoCredits, steps: neoCredits })],
  );
  const before = AT - credits.length * DAY;
  return [...rows, rowOf({ rowNo: 99, createdAt: before + HOUR, steps: 0 })];
}
