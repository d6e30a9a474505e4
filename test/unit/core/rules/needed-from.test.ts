import { describe, expect, test } from "vitest";
import {
  forecastNeededFrom,
  neededFrom,
  type Rule,
  waitsFor,
} from "../../../../src/core/rules/index.ts";
import { absence, newValue, shift } from "./kind-builders.ts";
import {
  budget,
  DAY,
  HOUR,
  monthIn,
  rolling,
  spike,
  streamRule,
  threshold,
} from "./rule-builders.ts";

const AT = Date.UTC(2026, 2, 20, 12, 30);
const BERLIN_MONTH = Date.UTC(2026, 1, 28, 23);

describe("what of an account has to be read before a rule is judged", () => {
  test.each<[string, Rule, number]>([
    [
      "a budget's calendar window from its start in its zone",
      budget({ window: monthIn("Europe/Berlin") }),
      BERLIN_MONTH,
    ],
    ["a rolling budget's window", budget(), AT - DAY],
    [
      "not what its forecast looks back on",
      budget({ window: monthIn("UTC"), forecast: budget().steps }),
      Date.UTC(2026, 2, 1),
    ],
    ["a threshold's window", threshold({ time: "created_at", window: rolling(HOUR) }), AT - HOUR],
    [
      "a day more where runs count that ended in it",
      threshold({ time: "finished_at", window: rolling(HOUR) }),
      AT - HOUR - DAY,
    ],
    [
      "a spike's window and those before it",
      spike({ overMs: HOUR, versusMs: 7 * DAY }),
      AT - HOUR - 7 * DAY,
    ],
    ["what an absence remembers", absence({ overMs: HOUR, rememberMs: DAY }), AT - HOUR - DAY],
    [
      "what a new value remembers and learns",
      newValue({ rememberMs: 10 * DAY, learnMs: 2 * DAY }),
      AT - 12 * DAY,
    ],
    ["what a shift compares", shift({ overMs: HOUR, versusMs: DAY }), AT - HOUR - DAY],
    ["nothing for single streams", streamRule({ time: "finished_at" }), AT],
  ])("is %s", (_, rule, from) => {
    expect(neededFrom(rule, AT)).toBe(from);
  });

  test("is a burn rate's slow window or its budget's, whichever begins earlier", () => {
    const burn: Rule = {
      ...{ ...budget(), kind: "burn_rate", window: monthIn("UTC"), fastMs: HOUR },
      ...{ slowMs: 6 * HOUR, timesPpm: 2_000_000, severity: "warning" },
    };
    expect(neededFrom(burn, AT)).toBe(Date.UTC(2026, 2, 1));
    expect(neededFrom(burn, Date.UTC(2026, 2, 1, 1))).toBe(Date.UTC(2026, 1, 28, 19));
  });

  test("is eight weeks more for a forecast", () => {
    const rule = budget({ window: monthIn("UTC"), forecast: budget().steps });
    expect(forecastNeededFrom(rule, AT)).toBeLessThan(AT - 57 * DAY);
    expect(forecastNeededFrom(budget(), AT)).toBe(AT - DAY);
  });
});

describe("what of a rule waits for the history", () => {
  const month = budget({ window: monthIn("UTC"), forecast: budget().steps });
  const read = (readFrom: number | null, ready = false) => ({
    ...{ ready, readFrom, historyMs: 60 * DAY },
  });

  test.each([
    ["all of it before anything is read", null, { part: "all", readTo: Date.UTC(2026, 2, 1) }],
    ["all of it until its window is read", AT - DAY, { part: "all", readTo: Date.UTC(2026, 2, 1) }],
    [
      "its forecast once its window is read",
      Date.UTC(2026, 2, 1),
      { part: "forecast", readTo: forecastNeededFrom(month, AT) },
    ],
    ["nothing once its past is read", forecastNeededFrom(month, AT), null],
  ])("is %s", (_, readFrom, waiting) => {
    expect(waitsFor(month, read(readFrom), AT)).toEqual(waiting);
  });

  test("is nothing once the whole history is read, and no more than that before", () => {
    expect(waitsFor(month, read(AT, true), AT)).toBeNull();
    const short = { ...read(AT - DAY), historyMs: 3 * DAY };
    expect(waitsFor(month, short, AT)).toEqual({ part: "all", readTo: AT - 3 * DAY });
  });

  test("is nothing of a rule without a forecast once its window is read", () => {
    expect(waitsFor(budget(), read(AT - DAY), AT)).toBeNull();
  });
});
