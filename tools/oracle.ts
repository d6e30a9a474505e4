import { parseArgs } from "node:util";
import { checkWorlds, SHOWN } from "../test/support/oracle/index.ts";

/** Holds the engine against the brute-force oracle over random worlds: `npm run oracle -- --runs 2000 --seed 7`. */
const EVERY = 100;
/** Of so many worlds each kind must have shown a breach: agreement about nothing proves nothing. */
const MANY = 1000;

try {
  if (!holds()) process.exitCode = 1;
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function holds(): boolean {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "2000" },
      seed: { type: "string", default: String(Math.trunc(Math.random() * 2 ** 31)) },
      path: { type: "string" },
    },
  });
  const { path } = values;
  const runs = path === undefined ? whole("runs", values.runs) : 1;
  const seed = whole("seed", values.seed);
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const agreed = (worlds: number) => {
    if (worlds % EVERY === 0) print(`${worlds} of ${runs} worlds agree after ${seconds()} s`);
  };
  print(`${runs} random worlds from seed ${seed}`);
  const tally = checkWorlds({ runs, seed, agreed, ...(path === undefined ? {} : { path }) });
  for (const [kind, { compared, breached }] of [...tally.kinds].sort()) {
    print(`  ${kind}: ${compared} states alike, ${breached} of them breached`);
  }
  print(`  left undecided: ${tally.undecided}`);
  print(`${tally.worlds} worlds with ${tally.ticks} ticks agree, in ${seconds()} s`);
  const unseen = SHOWN.filter((kind) => tally.breached(kind) === 0);
  if (runs < MANY || unseen.length === 0) return true;
  print(`but no world made these breach: ${unseen.join(", ")}; the random rules are to blame`);
  return false;
}

function whole(name: string, text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} ${text} is not a whole number: give one, such as --${name} 7`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
