import { escapeMarkup } from "../core/html.ts";
import { differenceText } from "./outcome-text.ts";
import type { FileOutcome, TestOutcome } from "./run-tests.ts";

/**
 * junitXml prints outcomes as JUnit XML, as build servers read it: a suite for each file, a case for each test.
 * The format is four elements; what needs care is that no text can break out of it.
 */
export function junitXml(outcomes: readonly FileOutcome[]): string {
  const all = outcomes.flatMap(({ tests }) => tests);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "neo-budgetd test", ...totals(all) })}>`,
    ...outcomes.flatMap(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite({ file, tests }: FileOutcome): string[] {
  return [
    `  <testsuite${attributes({ name: file, ...totals(tests), errors: "0", skipped: "0" })}>`,
    ...tests.flatMap((test) => testCase(file, test)),
    "  </testsuite>",
  ];
}

function testCase(file: string, { name, spot, ms, differences }: TestOutcome): string[] {
  const own = { name, classname: file, file, line: String(spot.line), time: seconds(ms) };
  if (differences.length === 0) return [`    <testcase${attributes(own)}/>`];
  return [
    `    <testcase${attributes(own)}>`,
    ...differences.map((difference) => {
      const { what, written, time } = difference;
      const message = `${what} at ${written} = ${time} differ`;
      return `      <failure${attributes({ message, type: what })}>${escaped(differenceText(difference))}</failure>`;
    }),
    "    </testcase>",
  ];
}

function totals(tests: readonly TestOutcome[]): Readonly<Record<string, string>> {
  const failures = tests.filter(({ differences }) => differences.length > 0).length;
  const ms = tests.reduce((sum, test) => sum + test.ms, 0);
  return { tests: String(tests.length), failures: String(failures), time: seconds(ms) };
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value).replace(/[\n\r\t]/g, " ")}"`)
    .join("");
}

/** XML 1.0 has no way to write most control characters and lone surrogates: they become the replacement character. */
function escaped(text: string): string {
  return escapeMarkup(text.replace(FORBIDDEN, "\ufffd"));
}

/** With the `u` flag a pair of surrogates is one character, so that only lone ones are found. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
