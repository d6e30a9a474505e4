import { createEngine, type Engine } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { newValue } from "./kind-builders.ts";
import { DAY } from "./rule-builders.ts";

/** AT is the moment that the rows lie before. */
export const AT = Date.parse("2026-10-20T12:00:00Z");
/** ann is the group that all rows are in, unless they say otherwise. */
export const ann = { member: "ann@acme.io" };
let rows = 0;

/** row is a row some time before AT; each has the next row number. */
export function row(before: number, part: Partial<LedgerRow> = {}): LedgerRow {
  rows++;
  return rowOf({ rowNo: rows, createdAt: AT - before, ...part });
}

/** engineWith is an engine that holds history, with the first row of Ann's five days old, on opus. */
export function engineWith(
  rule: Rule = newValue(),
  history: readonly LedgerRow[] = [row(5 * DAY)],
): Engine {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(history, false);
  return engine;
}

/** told puts rows that are news, and returns the values that the tick tells of. */
export function told(engine: Engine, news: readonly LedgerRow[], at = AT): string[] {
  engine.put(news, true);
  return engine.tick(at, []).map(({ ref }) => ref.window);
}
