import type { Random } from "../../src/simulator/random.ts";
import type { CallKind, Death } from "./life.ts";
import type { Plan } from "./plan.ts";

/** deathOf draws how a life of the daemon ends while there are faults: at one of its calls, or asked to stop. */
export function deathOf(
  mortal: boolean,
  { deaths, faultsMs }: Plan,
  random: Random,
): { readonly death: Omit<Death, "until"> | null; readonly stopAfterMs: number | null } {
  if (!mortal) return { death: null, stopAfterMs: null };
  if (random.chance(deaths.stops)) {
    return { death: null, stopAfterMs: Math.round(random.next() * faultsMs * 0.6) };
  }
  const kind = random.weighted<CallKind | "any">([
    [4, "any"],
    [3, "commit"],
    [3, "send"],
    [2, "api"],
  ]);
  const most = { any: 400, sql: 400, commit: 25, send: 8, api: 40 }[kind];
  const moment = random.chance(0.5) ? "before" : "after";
  return { death: { kind, nth: 1 + random.int(most), moment }, stopAfterMs: null };
}
