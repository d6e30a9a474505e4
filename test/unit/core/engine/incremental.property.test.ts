import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AlertRef,
  createEngine,
  type Engine,
  type EngineOptions,
} from "../../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { quietKinds } from "./random-kinds.ts";
import { CENTRES } from "./random-rules.ts";
import { type Event, stillOpen, worlds, worldsOf } from "./worlds.ts";

/** Rows as they are now, and which of them no tick has told as news yet. */
class Rows {
  readonly all = new Map<number, LedgerRow>();
  readonly #unseen = new Set<number>();

  put(rows: readonly LedgerRow[], news: boolean): void {
    for (const row of rows) {
      this.all.set(row.rowNo, row);
      if (news) this.#unseen.add(row.rowNo);
    }
  }

  ticked(at: number): void {
    for (const row of this.all.values()) {
      if (row.retracted || row.finishedAt <= at) this.#unseen.delete(row.rowNo);
    }
  }

  /** An engine built from nothing but these rows, in another order. */
  build(options: EngineOptions): Engine {
    const engine = createEngine(options);
    const rows = [...this.all.values()].reverse();
    const isNews = (row: LedgerRow) => this.#unseen.has(row.rowNo);
    engine.put(
      rows.filter((row) => !isNews(row)),
      false,
    );
    engine.put(rows.filter(isNews), true);
    return engine;
  }
}

function sameAsBuiltAnew(
  options: EngineOptions,
  events: readonly Event[],
  beforeTick: (engine: Engine, at: number) => void,
): void {
  const kept = createEngine(options);
  const rows = new Rows();
  let open: AlertRef[] = [];
  for (const event of events) {
    if ("put" in event) {
      kept.put(event.put, event.news);
      rows.put(event.put, event.news);
      continue;
    }
    beforeTick(kept, event.tick);
    const found = kept.tick(event.tick, open);
    expect(found).toEqual(rows.build(options).tick(event.tick, open));
    rows.ticked(event.tick);
    open = stillOpen(open, found);
  }
}

describe.each([
  ["any rules", worlds],
  ["absences, shifts and new values", worldsOf(quietKinds)],
])("an engine with %s that is kept up to date", (_rules, worlds) => {
  it("finds at every tick exactly what one built anew from the rows finds", () => {
    fc.assert(
      fc.property(worlds, ({ rules, events }) => {
        sameAsBuiltAnew({ rules, groups: CENTRES }, events, () => {});
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("finds the same although it lets go of rows that no window reaches any more", () => {
    fc.assert(
      fc.property(worlds, ({ rules, events }) => {
        // A single stream is answered for as long as its row is held, so those rules would differ rightly.
        const windowed = rules.filter((rule) => rule.kind !== "stream");
        sameAsBuiltAnew({ rules: windowed, groups: CENTRES }, events, (engine, at) => {
          engine.forget(at - engine.horizonMs);
        });
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("finds the same when every row is put twice", () => {
    fc.assert(
      fc.property(worlds, ({ rules, events }) => {
        const twice = events.flatMap((event): Event[] =>
          "put" in event ? [event, event] : [event],
        );
        sameAsBuiltAnew({ rules, groups: CENTRES }, twice, () => {});
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
