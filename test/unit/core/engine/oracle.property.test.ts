import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlertRef, createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { type Expected, oracleTick, refKey } from "../../../support/oracle/index.ts";
import { CENTRES } from "./random-rules.ts";
import { type Event, stillOpen, worlds } from "./worlds.ts";

function agrees(rules: readonly Rule[], events: readonly Event[]): void {
  const world = { rules, groups: CENTRES };
  const engine = createEngine(world);
  const rows = new Map<number, LedgerRow>();
  let open: AlertRef[] = [];
  for (const event of events) {
    if ("put" in event) {
      engine.put(event.put, event.news);
      for (const row of event.put) rows.set(row.rowNo, row);
      continue;
    }
    const found = engine.tick(event.tick, open).filter((finding) => finding.kind !== "stream");
    const expected = oracleTick(world, [...rows.values()], engine.horizonMs, event.tick, open);
    const byKey = new Map(found.map((finding) => [refKey(finding.ref), partOf(finding)]));
    expect(byKey).toEqual(expected);
    expect(found.length).toBe(expected.size);
    open = stillOpen(open, found);
  }
}

describe("an engine against the oracle", () => {
  it("agrees with big integers over all rows, at every tick, in four zones over their clock changes", () => {
    fc.assert(
      fc.property(worlds, ({ rules, events }) => {
        agrees(rules, events);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});

/** partOf is what the oracle decides of a finding. */
function partOf(finding: Finding): Expected {
  const { ref, breached, cleared, silent, ended, rearmed, value, limit, budget } = finding;
  const { streams, baseline, burn, window } = finding;
  return {
    ref,
    breached,
    cleared,
    ...(silent === undefined ? {} : { silent }),
    ended,
    rearmed,
    value,
    limit,
    ...(budget === undefined ? {} : { budget }),
    streams,
    ...(baseline === undefined ? {} : { baseline }),
    ...(burn === undefined ? {} : { burn }),
    from: window.from,
    to: window.to,
  };
}
