import { createEngine } from "../../src/core/engine/index.ts";
import type { LedgerRow } from "../../src/core/stream.ts";
import type { Line } from "../report.ts";
import { bareReplay } from "./bare-replay.ts";
import { type Cost, costOf, sumOf } from "./cost.ts";
import { benchRows, END, TEAM } from "./rows.ts";
import { BENCH_GROUPS, BENCH_RULES } from "./rules.ts";
import { wall } from "./ticks.ts";

const ROWS = 1_000_000;
const STEP = 300_000;
/** To read the processor's time takes some of it. */
const TICKS_AT_ONCE = 48;

/**
 * replay measures a backtest's engine time: rows come in at the five-minute tick by which they have ended, and each tick's breaches
 * are what the next one asks about.
 */
export function replay(): Line[] {
  const bare = bareReplay(ROWS);
  const engine = createEngine({ rules: BENCH_RULES, groups: BENCH_GROUPS });
  const costs: Cost[] = [];
  let putMs = 0;
  let findings = 0;
  let ticks = 0;
  for (const some of inParts(rowsByTick(), TICKS_AT_ONCE)) {
    costs.push(
      costOf(() => {
        for (const rows of some) {
          const began = performance.now();
          engine.put(rows, true);
          putMs += performance.now() - began;
          findings += engine.tick(TEAM.from + ticks++ * STEP, []).length;
        }
      }),
    );
  }
  const all = sumOf(costs);
  const ratio = all.cpuMs / bare.cost.cpuMs;
  const share = `${Math.round((100 * putMs) / all.wallMs)} % of it put`;
  const note = `${ticks} ticks, ${findings} findings, ${share}; ${wall(all)}`;
  return [
    {
      what: "Bare replay over typed arrays",
      value: bare.cost.cpuMs / 1_000,
      unit: "s CPU",
      note: wall(bare.cost),
    },
    {
      what: "Replay at 5-minute ticks, engine",
      value: all.cpuMs / 1_000,
      unit: "s CPU",
      target: "< 3 s",
      ratio,
      note,
    },
  ];
}

function* inParts<T>(each: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = [];
  for (const one of each) {
    part.push(one);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Rows in the order of the ticks that they are known at; only an hour of them is held, as they last no longer. */
function* rowsByTick(): Generator<LedgerRow[]> {
  const waiting = new Map<number, LedgerRow[]>();
  let tick = 0;
  for (const rows of benchRows(ROWS)) {
    const begun = Math.floor(((rows[0]?.createdAt ?? END) - TEAM.from) / STEP);
    for (; tick < begun; tick++) {
      yield waiting.get(tick) ?? [];
      waiting.delete(tick);
    }
    for (const row of rows) keep(waiting, row);
  }
  for (; tick <= (END - TEAM.from) / STEP; tick++) yield waiting.get(tick) ?? [];
}

function keep(waiting: Map<number, LedgerRow[]>, row: LedgerRow): void {
  const known = Math.ceil((row.finishedAt - TEAM.from) / STEP);
  const others = waiting.get(known);
  if (others === undefined) waiting.set(known, [row]);
  else others.push(row);
}
