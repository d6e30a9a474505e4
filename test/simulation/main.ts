import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createCrew } from "./crew.ts";
import { PLANTED } from "./planted.ts";
import type { Played, Work } from "./worker.ts";

const USAGE = `npm run simulate-faults -- [--seeds N] [--from S] [--seed S] [--workers N] [--whole] [--planted]

Plays the daemon against a world full of faults, once for each seed, and checks what it left.
  --seeds N    how many seeds to play (1000)
  --from S     the first of them (1)
  --seed S     play this one only and tell its story
  --workers N  how many processes play side by side (2)
  --whole      tell the story with every detail
  --planted    put each of ${PLANTED.length} known faults into the daemon and see that it is caught`;

/** Within so many seeds each planted fault has to be caught. */
const PLANTED_WITHIN = 300;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    workers: { type: "string", default: "2" },
    whole: { type: "boolean", default: false },
    planted: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const crew = createCrew(count(values.workers, "--workers"));
if (values.help) console.log(USAGE);
else if (values.planted) process.exitCode = await catchPlanted();
else process.exitCode = await playSeeds();

async function playSeeds(): Promise<number> {
  const one = values.seed === undefined ? null : count(values.seed, "--seed");
  const from = one ?? count(values.from, "--from");
  const seeds = one === null ? count(values.seeds, "--seeds") : 1;
  const started = performance.now();
  const failed: number[] = [];
  let played = 0;
  const whole = values.whole;
  await crew.play(works(from, seeds, { planted: null, whole }), (ended) => {
    played += 1;
    if (ended.wrong.length > 0) failed.push(ended.seed);
    if (ended.story !== null) console.log(told(ended));
    if (played % 100 === 0) console.error(`${played} of ${seeds} seeds, ${failed.length} failed`);
    return true;
  });
  const took = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${played - failed.length} seeds passed, ${failed.length} failed, in ${took} s`);
  if (failed.length > 0) {
    console.log(`Play one again: npm run simulate-faults -- --seed ${Math.min(...failed)} --whole`);
  }
  await mkdir("reports", { recursive: true });
  const report = { numPassedTests: played - failed.length, numFailedTests: failed.length, failed };
  await writeFile("reports/simulation.json", JSON.stringify(report));
  return failed.length > 0 ? 1 : 0;
}

async function catchPlanted(): Promise<number> {
  let missed = 0;
  for (const { name } of PLANTED) {
    let tries = 0;
    let caught: Played | null = null;
    await crew.play(works(1, PLANTED_WITHIN, { planted: name, whole: false }), (ended) => {
      tries += 1;
      if (ended.wrong.length > 0) caught ??= ended;
      return caught === null;
    });
    const by = caught as Played | null;
    if (by === null) missed += 1;
    console.log(
      by === null
        ? `MISSED  ${name}, in ${tries} seeds`
        : `caught  ${name}\n        by seed ${by.seed}, in ${tries} seeds: ${by.wrong[0]}`,
    );
  }
  console.log(`${PLANTED.length - missed} of ${PLANTED.length} planted faults caught`);
  return missed > 0 ? 1 : 0;
}

function* works(from: number, seeds: number, how: Omit<Work, "seed">): Iterable<Work> {
  for (let seed = from; seed < from + seeds; seed += 1) yield { seed, ...how };
}

function told({ seed, wrong, story, digest }: Played): string {
  const verdict = wrong.length > 0 ? wrong.map((text) => `  WRONG: ${text}`) : ["  nothing wrong"];
  return [`seed ${seed}, story ${digest}`, ...verdict, story].join("\n");
}

function count(text: string, option: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`${option} takes a whole number above 0, not "${text}"\n\n${USAGE}`);
  return process.exit(2);
}
