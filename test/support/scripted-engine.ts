import { alertId } from "../../src/core/alerts/index.ts";
import type { AlertRef, Engine, EngineOptions, Finding } from "../../src/core/engine/index.ts";
import { rowsFrom } from "../../src/core/row-columns.ts";
import type { LedgerRow } from "../../src/core/stream.ts";
import { finding, stream } from "./findings.ts";

/** ScriptedEngines makes engines that find what a test says, and remembers what they were asked. */
export interface ScriptedEngines {
  readonly create: (options: EngineOptions) => Engine;
  /** Sets what holds from now on; findings of the same reference are replaced. */
  set(...findings: readonly Finding[]): void;
  /** Takes everything back. */
  clear(): void;
  readonly built: EngineOptions[];
  readonly ticks: { at: number; open: readonly AlertRef[] }[];
  /** Every row given, as `id` or, where it was news, `id!`. */
  readonly rows: string[];
  readonly explained: AlertRef[];
  readonly capped: Map<string, number>;
}

/**
 * scriptedEngines keeps the engine's contract: a finding for each open reference whose rule exists, breached or not,
 * and one for each blocked row among the news of this tick.
 */
export function scriptedEngines(): ScriptedEngines {
  const held = new Map<string, Finding>();
  const built: EngineOptions[] = [];
  const ticks: ScriptedEngines["ticks"] = [];
  const rows: string[] = [];
  const explained: AlertRef[] = [];
  const capped = new Map<string, number>();

  const create = (options: EngineOptions): Engine => {
    built.push(options);
    const rules = new Set(options.rules.map(({ name }) => name));
    let news: Finding[] = [];
    let last = Number.NEGATIVE_INFINITY;
    const put = (given: Iterable<LedgerRow>, isNews: boolean) => {
      for (const row of given) {
        rows.push(isNews ? `${row.id}!` : row.id);
        if (isNews && row.status === "blocked") {
          news.push(stream(row.id, { account: row.account }));
        }
      }
    };
    return {
      horizonMs: 3_600_000,
      size: 0,
      capped,
      put,
      putColumns: (given, isNews) => put(rowsFrom(given), isNews),
      tick: (at, open) => {
        if (at < last) throw new Error(`the tick goes back from ${last} to ${at}`);
        last = at;
        const refs = [...open];
        ticks.push({ at, open: refs });
        const found = [...held.values()].filter(({ ref }) => rules.has(ref.rule));
        const rest = refs
          .filter((ref) => rules.has(ref.rule) && !held.has(alertId(ref)))
          .map((ref): Finding => ({ ...finding({ cleared: true }), ref }));
        const told = news;
        news = [];
        return [...found, ...rest, ...told];
      },
      contributors: (ref) => {
        explained.push(ref);
        const part = { id: "t1", title: "nightly recon", value: 1, streams: 1 };
        return { tasks: [part], models: [], members: [] };
      },
      portion: () => ({ value: 1, unit: "count", streams: 1 }),
      parts: () => [],
      series: () => [],
      refs: (rule) => [...held.values()].map(({ ref }) => ref).filter((ref) => ref.rule === rule),
      rowsOf: () => [],
      measure: () => ({ value: 0, streams: 0 }),
      forget: () => undefined,
    };
  };
  return {
    create,
    set: (...findings) => {
      for (const one of findings) held.set(alertId(one.ref), one);
    },
    clear: () => held.clear(),
    built,
    ticks,
    rows,
    explained,
    capped,
  };
}
