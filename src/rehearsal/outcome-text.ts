import { diffArrays } from "diff";
import type { Spot } from "../config/index.ts";
import type { Difference, FileOutcome, TestOutcome } from "./run-tests.ts";

/** TextOptions say whether the text may hold terminal colours. */
export interface TextOptions {
  readonly color?: boolean;
}

type Tone = keyof typeof CODES;
const CODES = { good: 32, bad: 31, strong: 1, soft: 2 } as const;
type Paint = (tone: Tone, text: string) => string;

/** outcomeText tells what became of every file: those that passed in a line, what differs in full, and the sum. */
export function outcomeText(outcomes: readonly FileOutcome[], options: TextOptions = {}): string {
  const paint: Paint = (tone, text) =>
    options.color ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text;
  return [...outcomes.flatMap((outcome) => fileLines(outcome, paint)), sumLine(outcomes, paint)]
    .map((line) => `${line}\n`)
    .join("");
}

function fileLines({ file, tests }: FileOutcome, paint: Paint): string[] {
  const failed = tests.filter(({ differences }) => differences.length > 0);
  const passed = tests.length - failed.length;
  const good = passed > 0 ? [`${paint("good", "✓")} ${file}: ${passed} passed`] : [];
  return [...good, ...failed.flatMap((test) => testLines(test, paint))];
}

function testLines({ name, spot, differences }: TestOutcome, paint: Paint): string[] {
  return [
    `${paint("bad", "✗")} ${spotText(spot)}: ${paint("strong", name)}`,
    ...differences.flatMap((difference) => differenceLines(difference, paint)),
  ];
}

function differenceLines(difference: Difference, paint: Paint): string[] {
  return [
    `    ${headOf(difference)}`,
    `      ${paint("bad", "- expected")}  ${paint("good", "+ got")}`,
    ...changedLines(difference).map(({ sign, line }) => {
      const whole = `      ${sign} ${line}`;
      if (sign === " ") return paint("soft", whole);
      return paint(sign === "-" ? "bad" : "good", whole);
    }),
  ];
}

function headOf({ what, written, time, spot }: Difference): string {
  return `${what} at ${written} = ${time} (${spotText(spot)})`;
}

/** differenceText is one difference without colours, for reports that machines read. */
export function differenceText(difference: Difference): string {
  const lines = changedLines(difference).map(({ sign, line }) => `${sign} ${line}`);
  return [headOf(difference), "- expected  + got", ...lines].join("\n");
}

function changedLines({ expected, got }: Difference): { sign: string; line: string }[] {
  return diffArrays([...expected], [...got]).flatMap(({ value, added, removed }) =>
    value.map((line) => ({ sign: removed ? "-" : added ? "+" : " ", line })),
  );
}

/** spotText prints a place as `file:line:column`. */
export function spotText({ file, line, column }: Spot): string {
  return `${file}:${line}:${column}`;
}

function sumLine(outcomes: readonly FileOutcome[], paint: Paint): string {
  const tests = outcomes.flatMap((outcome) => outcome.tests);
  const failed = tests.filter(({ differences }) => differences.length > 0).length;
  const passed = tests.length - failed;
  return failed > 0
    ? paint("bad", `${failed} failed, ${passed} passed`)
    : paint("good", `${passed} passed`);
}
