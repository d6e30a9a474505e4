import type { Rule } from "../../src/core/rules/index.ts";
import type { Line } from "../report.ts";
import { type Cost, rankedAt } from "./cost.ts";
import { END, TEAM } from "./rows.ts";
import { benchRules } from "./rules.ts";
import { seeded } from "./seeded.ts";
import { filled, trials } from "./ticks.ts";

const MILLION = 1_000_000;
/** Ticks before those that count: the program itself is compiled while it runs. */
const WARM_UP_ROWS = 20_000;

/**
 * growth shows that a tick's cost does not grow with the rows stored: of more rows in the same days 100 come in a shorter time, so
 * that as many leave each window, and the rules' amounts go with what is spent, so that as many members come near them.
 */
export function growth(): Line[] {
  const lines: Line[] = [];
  let base = Number.NaN;
  for (const rows of [100_000, MILLION, 3 * MILLION]) {
    const ticks = settledTicks(rows, benchRules(rows / MILLION));
    const value = rankedAt(ticks, 0.5, "cpuMs");
    if (Number.isNaN(base)) base = value;
    const note = `${(value / base).toFixed(2)} times the first; p95 ${rankedAt(ticks, 0.95, "cpuMs").toFixed(2)} ms`;
    lines.push({ what: `100 new rows at ${rows / 1_000}k, p50`, value, unit: "ms CPU", note });
  }
  return lines;
}

/** settledTicks are the costs of putting 100 rows and ticking, with so many rows over the team's days, once the program is compiled. */
export function settledTicks(rows: number, rules: readonly Rule[]): readonly Cost[] {
  const { engine } = filled(rows, rules);
  engine.tick(END, []);
  const random = seeded(7);
  const some = {
    rows: 100,
    memberOf: () => Math.floor(random() ** 1.5 * TEAM.members),
    paceMs: (END - TEAM.from) / rows,
  };
  const first = trials(engine, 10 * MILLION, END, some);
  return trials(engine, 10 * MILLION + WARM_UP_ROWS, first.until, some).both;
}
