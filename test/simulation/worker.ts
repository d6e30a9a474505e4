import { openWorkDatabase } from "./database.ts";
import { PLANTED, unspoiled } from "./planted.ts";
import { simulate } from "./simulate.ts";

/** Work is seeds to be played until something is wrong in one, with the name of a planted fault or of none. */
export interface Work {
  readonly from: number;
  readonly seeds: number;
  readonly planted: string | null;
  /** Tell the story with its details, and whether or not anything was wrong. */
  readonly whole: boolean;
}

/** Played is what came of the last seed that was played; its story is told where something was wrong. */
export interface Played {
  readonly planted: string | null;
  readonly seed: number;
  readonly wrong: readonly string[];
  readonly digest: string;
  readonly story: string | null;
}

const database = await openWorkDatabase();

process.on("message", (work: Work) => {
  // A failure of the simulation itself must be seen as one.
  play(work).then(
    (played) => process.send?.(played),
    (error: unknown) => {
      console.error(`seeds from ${work.from}:`, error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");

async function play({ from, seeds, planted, whole }: Work): Promise<Played> {
  const fault = PLANTED.find(({ name }) => name === planted) ?? unspoiled;
  for (let seed = from; ; seed += 1) {
    const { wrong, story } = await simulate(seed, database, fault);
    if (wrong.length === 0 && seed < from + seeds - 1) continue;
    const told = whole ? story.whole() : wrong.length > 0 ? story.short() : null;
    return { planted, seed, wrong, digest: story.digest, story: told };
  }
}
