import { parseArgs } from "node:util";
import { checkWorlds, SHOWN } from "../test/support/oracle/index.ts";

/** Holds the engine against the brute-force oracle over random worlds: `npm run oracle -- --runs 2000 --seed 7`. */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Math.trunc(Math.random() * 2 ** 31)) },
    path: { type: "string" },
  },
});
const runs = values.path === undefined ? whole("runs", values.runs) : 1;
const seed = whole("seed", values.seed);
const began = Date.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = () => Math.round((Date.now() - began) / 1000);
const EVERY = 100;

print(`${runs} random worlds from seed ${seed}`);
try {
  const tally = checkWorlds({
    runs,
    seed,
    ...(values.path === undefined ? {} : { path: values.path }),
    agreed: (worlds) => {
      if (worlds % EVERY === 0) print(`${worlds} of ${runs} worlds agree after ${seconds()} s`);
    },
  });
  for (const [kind, { compared, breached }] of [...tally.kinds].sort()) {
    print(`  ${kind}: ${compared} states alike, ${breached} of them breached`);
  }
  print(`  left undecided: ${tally.undecided}`);
  print(`${tally.worlds} worlds with ${tally.ticks} ticks agree, in ${seconds()} s`);
  const unseen = SHOWN.filter((kind) => tally.breached(kind) === 0);
  if (runs >= 1000 && unseen.length > 0) {
    print(`but no world made these breach: ${unseen.join(", ")}; the random rules are to blame`);
    process.exitCode = 1;
  }
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value)) return value;
  throw new Error(`--${name} ${text} is not a whole number: give one, such as --${name} 7`);
}
