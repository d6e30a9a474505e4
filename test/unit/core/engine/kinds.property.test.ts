import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlertRef, createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { NewValueRule, Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { howOften, newValues, quietTick, refKey } from "../../../support/oracle/index.ts";
import { quietKinds } from "./random-kinds.ts";
import { CENTRES } from "./random-rules.ts";
import { stillOpen, type World, worldsOf } from "./worlds.ts";

/** Which rows no tick has told as news yet; by when they finished, from which on they count. */
class News {
  readonly pending = new Set<number>();

  put({ put, news }: { put: readonly LedgerRow[]; news: boolean }): void {
    if (news) for (const { rowNo } of put) this.pending.add(rowNo);
  }

  ticked(rows: ReadonlyMap<number, LedgerRow>, at: number): void {
    for (const rowNo of this.pending) {
      const row = rows.get(rowNo);
      if (!row || row.retracted || row.finishedAt <= at) this.pending.delete(rowNo);
    }
  }
}

interface Moment {
  readonly rows: readonly LedgerRow[];
  readonly news: ReadonlySet<number>;
  readonly at: number;
  readonly open: readonly AlertRef[];
}

/** What the oracle expects of a rule: everything breached, and an answer for each open state. */
function expectedOf(rule: Rule, moment: Moment): unknown[] {
  if (rule.kind === "new_value") return expectedValues(rule, moment);
  if (rule.kind !== "absence" && rule.kind !== "shift") throw new Error("none of these kinds");
  const { rows, at, open } = moment;
  return quietTick(rule, CENTRES, rows, at, open).map(({ ref, ...rest }) => ({
    key: refKey(ref),
    ...rest,
    from: at - rule.overMs,
    to: at,
  }));
}

function expectedValues(rule: NewValueRule, { rows, news, at, open }: Moment): unknown[] {
  const base = { rearmed: false, limit: 0 };
  const shown = newValues(rule, CENTRES, rows, news, at).map(({ ref, spend, ...rest }) => ({
    ...base,
    key: refKey(ref),
    breached: true,
    cleared: false,
    value: spend,
    streams: 1,
    ...rest,
  }));
  const told = new Set(shown.map(({ key }) => key));
  const answers = open
    .filter((ref) => ref.rule === rule.name && !told.has(refKey(ref)))
    .map((ref) => ({
      ...base,
      key: refKey(ref),
      breached: false,
      cleared: true,
      value: 0,
      streams: howOften(rule, CENTRES, rows, at, ref),
      from: at - rule.rememberMs,
      to: at,
    }));
  return [...shown, ...answers];
}

function partOf({ ref, window, stream, ...finding }: Finding): unknown {
  const {
    kind: _k,
    ended: _e,
    metric: _m,
    unit: _u,
    severity: _s,
    terms: _t,
    of: _o,
    ...rest
  } = finding;
  const { from, to } = window;
  const shown = stream === undefined ? {} : { stream: stream.id };
  return { key: refKey(ref), ...rest, from, to, ...shown };
}

/** Follows a world, and counts the breaches of each kind that were found and expected. */
function agrees({ rules, events }: World, told: Map<string, number>): void {
  const engine = createEngine({ rules, groups: CENTRES });
  const rows = new Map<number, LedgerRow>();
  const news = new News();
  let open: AlertRef[] = [];
  for (const event of events) {
    if ("put" in event) {
      engine.put(event.put, event.news);
      for (const row of event.put) rows.set(row.rowNo, row);
      news.put(event);
      continue;
    }
    const at = event.tick;
    const found = engine.tick(at, open);
    const moment = { rows: [...rows.values()], news: news.pending, at, open };
    const expected = rules.flatMap((rule) => expectedOf(rule, moment));
    expect(sorted(found.map(partOf))).toEqual(sorted(expected));
    for (const { kind, breached } of found) {
      if (breached) told.set(kind, (told.get(kind) ?? 0) + 1);
    }
    news.ticked(rows, at);
    open = stillOpen(open, found);
  }
}

const sorted = (list: unknown[]) =>
  (list as { key: string }[]).sort((a, b) => (a.key < b.key ? -1 : 1));

describe("absence, shift and new values against the oracle", () => {
  it("are what looking at all rows of each group finds, in late, changed and retracted rows", () => {
    const told = new Map<string, number>();
    fc.assert(
      fc.property(worldsOf(quietKinds), (world) => {
        agrees(world, told);
      }),
      { numRuns: 300 },
    );
    for (const kind of ["absence", "shift", "new_value"]) {
      expect(told.get(kind), kind).toBeGreaterThan(20);
    }
  }, 60_000);
});
