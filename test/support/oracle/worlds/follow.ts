import { type AlertRef, createEngine, type Engine } from "../../../../src/core/engine/index.ts";
import { horizonOf } from "../horizon.ts";
import { refKey } from "../moment.ts";
import { oracleTick } from "../oracle.ts";
import { compare, compareWhole } from "./compare.ts";
import { Disagreement } from "./disagreement.ts";
import { Ledger } from "./ledger.ts";
import { CENTRES } from "./random-parts.ts";
import { strangers } from "./strangers.ts";
import type { Tally } from "./tally.ts";
import type { World } from "./worlds.ts";

/**
 * follow takes an engine through a world and expects of it at every tick what the oracle finds, to the last digit, and what
 * an engine finds that is built at that moment from nothing but the rows. What it saw is counted.
 */
export function follow({ rules, steps }: World, tally: Tally): void {
  const world = { rules, groups: CENTRES };
  const ledger = new Ledger();
  const open = new Map<string, AlertRef>();
  const horizon = horizonOf(rules);
  let engine = createEngine(world);
  let forgotten = Number.NEGATIVE_INFINITY;
  reachesBack(engine, horizon);
  for (const { at, put, twice, news: areNews, before } of steps) {
    if (before === "restart") {
      engine = ledger.engineOf(world);
      forgotten = Number.NEGATIVE_INFINITY;
    } else if (before === "forget") {
      forgotten = at - horizon;
      engine.forget(forgotten);
    }
    engine.put(put, areNews);
    if (twice) engine.put(put, areNews);
    ledger.put(put, areNews);
    const asked = [...open.values(), ...strangers(rules, at)];
    const refs = [...new Map(asked.map((ref) => [refKey(ref), ref])).values()];
    const { rows, news } = ledger;
    const found = engine.tick(at, refs);
    const expected = oracleTick(world, { at, rows, news, open: refs, forgotten });
    compare(at, found, expected, tally);
    compareWhole(at, found, ledger.engineOf(world).tick(at, refs), expected);
    ledger.ticked(at);
    // Whatever ever breached is asked about on, although its window has ended.
    const breaches = found.filter(({ breached }) => breached);
    for (const { ref } of breaches) open.set(refKey(ref), ref);
  }
}

function reachesBack({ horizonMs: found }: Engine, expected: number): void {
  if (found !== expected) throw new Disagreement(0, [{ key: "horizonMs", found, expected }]);
}
