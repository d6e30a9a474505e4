import { createEngine, type Engine } from "../../src/core/engine/index.ts";
import type { Rule } from "../../src/core/rules/index.ts";
import type { Line } from "../report.ts";
import { type Cost, costOf, heldBytes, rankedAt, sumOf } from "./cost.ts";
import { benchRow, benchRows, END, TEAM } from "./rows.ts";
import { BENCH_GROUPS, BENCH_RULES } from "./rules.ts";
import { seeded } from "./seeded.ts";

const ROWS = 1_000_000;
const TRIALS = 200;

/** engine measures the engine with 1,000,000 rows: taking them in, its memory, its ticks, and letting go. */
export function engine(): Line[] {
  const before = heldBytes();
  const { engine: full, put } = filled(ROWS);
  const first = costOf(() => full.tick(END, []));
  const bytes = (heldBytes() - before) / ROWS;
  const random = seeded(7);
  const some = { rows: 100, memberOf: () => Math.floor(random() ** 1.5 * TEAM.members) };
  const every = { rows: TEAM.members, memberOf: (each: number) => each };
  const cold = trials(full, ROWS, END, some);
  const small = trials(full, ROWS + 100 * TRIALS, cold.until, some);
  const wide = trials(full, ROWS + 200 * TRIALS, small.until, every);
  const forget = costOf(() => full.forget(wide.until - 30 * 86_400_000));
  const again = costOf(() => full.tick(wide.until + 1, []));
  return [
    { what: "1M rows put", value: put.cpuMs / 1_000, unit: "s CPU", note: wall(put) },
    { what: "First tick", value: first.cpuMs / 1_000, unit: "s CPU", note: wall(first) },
    { what: "Engine's memory", value: bytes, unit: "bytes a row", target: "< 200 bytes" },
    {
      what: `100 new rows: the first ${TRIALS} ticks, p95`,
      value: rankedAt(cold.both, 0.95, "cpuMs"),
      unit: "ms CPU",
      note: "after a start, while the program itself is still being compiled",
    },
    ...ticked("100 new rows: put and tick", small, "both", "< 2 ms", 0.95),
    ...ticked("Every rule for every member: tick", wide, "tick", "< 5 ms", 0.5),
    {
      what: "forget, a quarter of the rows",
      value: forget.cpuMs,
      unit: "ms CPU",
      note: wall(forget),
    },
    { what: "First tick after it", value: again.cpuMs, unit: "ms CPU", note: wall(again) },
  ];
}

/** newEngine builds an empty engine, with the benchmark's rules unless others are given. */
export function newEngine(rules: readonly Rule[] = BENCH_RULES): Engine {
  return createEngine({ rules, groups: BENCH_GROUPS });
}

/** filled builds an engine with so many rows over the team's days, not yet ticked. */
export function filled(
  rows: number,
  rules: readonly Rule[] = BENCH_RULES,
): { readonly engine: Engine; readonly put: Cost } {
  const engine = newEngine(rules);
  const costs: Cost[] = [];
  for (const batch of benchRows(rows)) costs.push(costOf(() => engine.put(batch, false)));
  return { engine, put: sumOf(costs) };
}

interface Trials {
  readonly both: readonly Cost[];
  readonly tick: readonly Cost[];
  /** Findings a tick, on the average. */
  readonly findings: number;
  /** The last tick's moment. */
  readonly until: number;
}

/** Rows is what comes before a tick. */
export interface Rows {
  readonly rows: number;
  readonly memberOf: (each: number) => number;
  /** How long it takes for one row to come; at the pace of a million in the team's days, unless given. */
  readonly paceMs?: number;
}

/** trials puts so many rows a tick, of the members that `memberOf` names. */
export function trials(
  engine: Engine,
  lastRow: number,
  from: number,
  { rows, memberOf, paceMs = (END - TEAM.from) / ROWS }: Rows,
): Trials {
  const random = seeded(lastRow);
  const both: Cost[] = [];
  const tick: Cost[] = [];
  let findings = 0;
  let rowNo = lastRow;
  let at = from;
  for (let trial = 0; trial < TRIALS; trial++) {
    const earlier = at;
    at = Math.ceil(at + rows * paceMs);
    const batch = Array.from({ length: rows }, (_, each) => {
      const createdAt = Math.floor(earlier + random() * (at - earlier));
      const row = benchRow(++rowNo, createdAt, random, memberOf(each));
      return { ...row, firstSeenAt: at, finishedAt: Math.min(at, row.finishedAt) };
    });
    const put = costOf(() => engine.put(batch, true));
    const ticking = costOf(() => {
      findings += engine.tick(at, []).length / TRIALS;
    });
    tick.push(ticking);
    both.push(sumOf([put, ticking]));
  }
  return { both, tick, findings: Math.round(findings), until: at };
}

/** ticked is the lines of a course of ticks; the target is for the share that it names. */
function ticked(
  what: string,
  found: Trials,
  part: "both" | "tick",
  target: string,
  share: number,
): Line[] {
  return [0.5, 0.95].map((each) => ({
    what: `${what}, p${each * 100}`,
    value: rankedAt(found[part], each, "cpuMs"),
    unit: "ms CPU",
    ...(each === share ? { target } : {}),
    note: `${rankedAt(found[part], each, "wallMs").toFixed(2)} ms on the clock; ${found.findings} findings a tick`,
  }));
}

/** wall tells a cost's time on the clock. */
export function wall({ wallMs }: Cost): string {
  return `${(wallMs / 1_000).toFixed(2)} s on the clock`;
}
