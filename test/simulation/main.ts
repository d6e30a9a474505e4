import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { playAll } from "./crew.ts";
import { PLANTED } from "./planted.ts";
import type { Played } from "./worker.ts";

const USAGE = `npm run simulate-faults -- [--seeds N] [--from S] [--seed S] [--workers N] [--whole] [--planted]

Plays the daemon against a world full of faults, once for each seed, and checks what it left.
  --seeds N    how many seeds to play (1000)
  --from S     the first of them (1)
  --seed S     play this one only and tell its story with every detail
  --workers N  how many processes play side by side (2)
  --whole      tell every story with every detail
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
const workers = count(values.workers, "--workers");
if (values.help) console.log(USAGE);
else if (values.planted) process.exitCode = await catchPlanted();
else process.exitCode = await playSeeds();

async function playSeeds(): Promise<number> {
  const one = values.seed === undefined ? null : count(values.seed, "--seed");
  const from = one ?? count(values.from, "--from");
  const seeds = one === null ? count(values.seeds, "--seeds") : 1;
  const works = Array.from({ length: seeds }, (_, i) => {
    return { from: from + i, seeds: 1, planted: null, whole: values.whole || one !== null };
  });
  const started = performance.now();
  const failed: number[] = [];
  let played = 0;
  await playAll(works, Math.min(workers, seeds), (ended) => {
    played += 1;
    if (ended.wrong.length > 0) failed.push(ended.seed);
    if (ended.story !== null) console.log(told(ended));
    if (played % 100 === 0) console.error(`${played} of ${seeds} seeds, ${failed.length} failed`);
  });
  const took = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${played - failed.length} seeds passed, ${failed.length} failed, in ${took} s`);
  if (failed.length > 0 && one === null)
    console.log(`One of them whole: npm run simulate-faults -- --seed ${Math.min(...failed)}`);
  return report("simulation", played - failed.length, failed.length);
}

async function catchPlanted(): Promise<number> {
  const works = PLANTED.map(({ name }) => {
    return { from: 1, seeds: PLANTED_WITHIN, planted: name, whole: false };
  });
  let missed = 0;
  await playAll(works, workers, ({ planted, seed, wrong }) => {
    if (wrong.length === 0) missed += 1;
    const how =
      wrong.length > 0 ? `caught by seed ${seed}: ${wrong[0]}` : `MISSED in ${seed} seeds`;
    console.log(`${planted}\n  ${how}`);
  });
  const caught = PLANTED.length - missed;
  console.log(`${caught} of ${PLANTED.length} planted faults caught`);
  return report("planted-faults", caught, missed);
}

/** The counts are written down for whoever adds them to those of the tests. */
async function report(name: string, numPassedTests: number, numFailedTests: number) {
  await mkdir("reports", { recursive: true });
  await writeFile(`reports/${name}.json`, JSON.stringify({ numPassedTests, numFailedTests }));
  return numFailedTests > 0 ? 1 : 0;
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
