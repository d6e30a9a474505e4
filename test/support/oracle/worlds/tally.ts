import type { Finding } from "../../../../src/core/engine/index.ts";

/** Counts are how many states of one kind were compared, and how many of them were breached. */
interface Counts {
  compared: number;
  breached: number;
}

/** Tally counts what worlds showed, so that agreement about nothing is not taken for agreement. */
export class Tally {
  worlds = 0;
  ticks = 0;
  /** States whose verdict hangs on the last digit of a double, or on rows that may have been let go of: not compared. */
  undecided = 0;
  readonly kinds = new Map<string, Counts>();

  /** saw counts the findings of a tick that were compared. */
  saw(found: readonly Finding[]): void {
    this.ticks++;
    for (const finding of found) {
      for (const name of namesOf(finding)) this.#count(name, finding.breached);
    }
  }

  /** breached is how often a kind breached. */
  breached(kind: string): number {
    return this.kinds.get(kind)?.breached ?? 0;
  }

  #count(name: string, breached: boolean): void {
    const counts = this.kinds.get(name) ?? { compared: 0, breached: 0 };
    counts.compared++;
    if (breached) counts.breached++;
    this.kinds.set(name, counts);
  }
}

/** SHOWN are the kinds and what is rare in them: of many worlds, each must have breached. */
export const SHOWN = [
  "budget",
  "forecast",
  "threshold",
  "spike",
  "anomaly",
  "anomaly with a MAD",
  "burn_rate",
  "absence",
  "new_value",
  "shift",
  "stream",
  "no_data",
] as const;

function namesOf({ kind, ref, baseline, forecast }: Finding): string[] {
  if (ref.step === "no data") return ["no_data"];
  if (ref.step.startsWith("forecast ")) return forecast === undefined ? [] : ["forecast"];
  return (baseline?.mad ?? 0) > 0 ? [kind, `${kind} with a MAD`] : [kind];
}
