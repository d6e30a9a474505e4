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

/**
 * replay measures a backtest's engine time: rows come in at the five-minute tick by which they have ended, and each tick's breaches
 * are what the next one asks about.
 */
export function replay(): Line[] {
  const bare = bareReplay(ROWS);
  const engine = createEngine({ rules: BENCH_RULES, groups: BENCH_GROUPS });
  const puts: Cost[] = [];
  const ticks: Cost[] = [];
  let findings = 0;
  let at = TEAM.from;
  for (const rows of rowsByTick()) {
    puts.push(costOf(() => engine.put(rows, true)));
    ticks.push(
      costOf(() => {
        findings += engine.tick(at, []).length;
      }),
    );
    at += STEP;
  }
  const put = sumOf(puts);
  const tick = sumOf(ticks);
  const all = sumOf([put, tick]);
  const against = (cost: Cost) => cost.cpuMs / bare.cost.cpuMs;
  const note = `${ticks.length} ticks, ${findings} findings; ${wall(all)}`;
  return [
    {
      what: "Bare replay over typed arrays",
      value: bare.cost.cpuMs / 1_000,
      unit: "s CPU",
      note: wall(bare.cost),
    },
    {
      what: "Replay: put",
      value: put.cpuMs / 1_000,
      unit: "s CPU",
      ratio: against(put),
      note: wall(put),
    },
    {
      what: "Replay: tick",
      value: tick.cpuMs / 1_000,
      unit: "s CPU",
      ratio: against(tick),
      note: wall(tick),
    },
    {
      what: "Replay: engine time",
      value: all.cpuMs / 1_000,
      unit: "s CPU",
      target: "< 3 s",
      ratio: against(all),
      note,
    },
  ];
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
    for (const row of rows) {
      const known = Math.ceil((row.finishedAt - TEAM.from) / STEP);
      const others = waiting.get(known);
      if (others === undefined) waiting.set(known, [row]);
      else others.push(row);
    }
  }
  for (; tick <= (END - TEAM.from) / STEP; tick++) yield waiting.get(tick) ?? [];
}
