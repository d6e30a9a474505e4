import { expect } from "vitest";
import { type AlertRef, createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { type Expected, oracleTick, refKey } from "../../../support/oracle/index.ts";
import { CENTRES } from "./random-rules.ts";
import { stillOpen, type World } from "./worlds.ts";

/** agrees follows a world and expects of the engine at every tick what the oracle finds; it counts the breaches of each kind. */
export function agrees({ rules, events }: World, told: Map<string, number>): void {
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
    count(found, told);
    open = stillOpen(open, found);
  }
}

function count(found: readonly Finding[], told: Map<string, number>): void {
  for (const { kind, breached, baseline } of found) {
    const name = (baseline?.mad ?? 0) > 0 ? `${kind} with a MAD` : kind;
    if (breached) told.set(name, (told.get(name) ?? 0) + 1);
  }
}

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
