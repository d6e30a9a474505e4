import type { Expectation, RuleTest, RuleTestFile, Spot } from "../config/index.ts";
import { wallText } from "../core/time/index.ts";
import { compare, type Sides } from "./compare.ts";
import { perform } from "./perform.ts";
import { ALERTS, seenAlerts } from "./seen-alerts.ts";
import type { Stage } from "./stage.ts";
import { MESSAGES, toldMessages } from "./told-messages.ts";

/** Difference is one expectation that was not met. */
export interface Difference extends Sides {
  readonly what: "alerts" | "messages";
  readonly spot: Spot;
  /** The moment as the test writes it, and as a clock in the test's zone shows it. */
  readonly written: string;
  readonly time: string;
}

/** TestOutcome is what became of one test. */
export interface TestOutcome {
  readonly name: string;
  readonly spot: Spot;
  readonly differences: readonly Difference[];
  /** How long it took, ms. */
  readonly ms: number;
}

/** FileOutcome is what became of the tests of one file. */
export interface FileOutcome {
  readonly file: string;
  readonly tests: readonly TestOutcome[];
}

/** RunOptions say which tests are run and by which clock their run is timed. */
export interface RunTestsOptions {
  /** Only tests whose name contains this, in any case. */
  readonly filter?: string | undefined;
  readonly now: () => number;
}

/** runTests performs the tests of a file, each on its own. */
export async function runTests(
  file: RuleTestFile,
  { filter = "", now }: RunTestsOptions,
): Promise<FileOutcome> {
  const tests: TestOutcome[] = [];
  for (const test of file.tests) {
    if (!test.name.toLowerCase().includes(filter.toLowerCase())) continue;
    const began = now();
    const differences = await differencesOf(test, file);
    tests.push({ name: test.name, spot: test.spot, differences, ms: now() - began });
  }
  return { file: file.file, tests };
}

async function differencesOf(test: RuleTest, file: RuleTestFile): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  let told = 0;
  await perform(test, file, async (expectation, stage) => {
    const note = (what: Difference["what"], sides: Sides | null) => {
      if (sides) found.push({ ...sides, what, ...momentOf(expectation, test) });
    };
    note("alerts", alertsOf(expectation, stage));
    if (!expectation.messages) return;
    const { outbox } = stage.store;
    const messages = await toldMessages(outbox.slice(told));
    told = outbox.length;
    note("messages", compare(expectation.messages, messages, MESSAGES));
  });
  return found;
}

function alertsOf({ alerts }: Expectation, { store }: Stage): Sides | null {
  return alerts ? compare(alerts, seenAlerts(store.alerts), ALERTS) : null;
}

function momentOf({ at, written, spot }: Expectation, { timezone }: RuleTest) {
  return { spot, written, time: wallText(at, timezone) };
}
