import { inspect } from "node:util";
import fc from "fast-check";
import { Disagreement } from "./disagreement.ts";
import { follow } from "./follow.ts";
import { Tally } from "./tally.ts";
import { type World, worlds } from "./worlds.ts";

/** Asked is how many worlds are drawn from which seed; with a path, only the one that it leads to. */
export interface Asked {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  /** Is told after each world how many have agreed. */
  readonly agreed?: (worlds: number) => void;
}

/** Shrinking a world of sixty rows may take hours: what is smallest after so long is shown. */
const SHRINK_MS = 20_000;

/** checkWorlds follows random worlds and returns what they showed; an error tells the first disagreement and how to see it again. */
export function checkWorlds({ runs, seed, path, agreed }: Asked): Tally {
  const tally = new Tally();
  const property = fc.property(worlds, (world) => {
    follow(world, tally);
    tally.worlds++;
    agreed?.(tally.worlds);
  });
  const only = path === undefined ? {} : { path };
  const details = fc.check(property, { ...only, seed, numRuns: runs, endOnFailure: true });
  if (details.failed) throw smallest(seed, details.counterexamplePath ?? "0");
  return tally;
}

function smallest(seed: number, path: string): Error {
  const property = fc.property(worlds, (world) => follow(world, new Tally()));
  const shrunk = fc.check(property, {
    ...{ seed, path },
    plugins: [fc.interruptAfterTimeLimit(SHRINK_MS)],
  });
  const [world] = (shrunk.counterexample ?? []) as World[];
  const cause = shrunk.errorInstance;
  const told = cause instanceof Disagreement ? cause.message : inspect(cause);
  return new Error(
    [
      `seed ${seed}, path ${path}: ${told}`,
      `the smallest world of ${shrunk.numShrinks} that fail as well:`,
      fc.stringify(world),
      `to see it again: npm run oracle -- --seed ${seed} --path ${path}`,
    ].join("\n"),
    { cause },
  );
}
