import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { checksOf } from "../../../../src/core/explain/checks.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

const NOW = Date.UTC(2026, 2, 14, 13, 5);
const rule = (fields: object) => ({ forMs: 0, keepFiringForMs: 0, ...fields }) as unknown as Rule;
const above = rule({ kind: "threshold", direction: "above", minStreams: 20 });
const spending = rule({ kind: "budget", forecastMaxErrorPpm: 300_000 });
const yes = (text: string) => ({ met: true, text });
const no = (text: string) => ({ met: false, text });

describe("the conditions of time", () => {
  const last = (of: Rule, found: Finding, alert?: Alert) =>
    checksOf(of, found, alert, NOW).slice(2);
  const waiting = rule({ ...above, forMs: 600_000 });
  const keeping = rule({ ...above, keepFiringForMs: 600_000 });
  const calm = finding({ breached: false });
  const pending = (ago: number) =>
    firing(finding(), NOW, { status: "pending", startsAt: null, pendingSince: NOW - ago });

  test.each<[string, Finding, Alert | undefined, object[]]>([
    [
      "is not met just before it",
      finding(),
      pending(599_999),
      [no("has held for 10 min, fires after 10m")],
    ],
    [
      "is met when it has passed",
      finding(),
      pending(600_000),
      [yes("has held for 10 min, fires after 10m")],
    ],
    [
      "is met of what fires, since when it fires",
      finding(),
      firing(finding(), NOW - 60_000),
      [yes("has held for 1 min, fires after 10m")],
    ],
    ["is not asked of what is not breached", calm, pending(1), []],
  ])("for %s", (_what, found, alert, expected) => {
    expect(last(waiting, found, alert)).toEqual(expected);
  });

  test("keep_firing_for counts where it fires and no longer holds", () => {
    const kept = [yes("keeps firing for 10m after it held last")];
    expect(last(keeping, calm, firing(finding()))).toEqual(kept);
    expect(last(keeping, calm, pending(1))).toEqual([]);
    expect(last(keeping, calm)).toEqual([]);
    expect(last(keeping, finding(), firing(finding()))).toEqual([]);
    expect(last(above, calm, firing(finding()))).toEqual([]);
  });
});

describe("what fires and is not told", () => {
  const held = (fields: Partial<Alert>) =>
    checksOf(spending, budget(80, 41), firing(budget(80, 41), NOW, fields), NOW).slice(1);

  test.each<[string, Partial<Alert>, object[]]>([
    [
      "a covered step",
      { covered: true },
      [no("not told: a higher step of the same budget speaks for it")],
    ],
    [
      "a recorded one",
      { muted: true },
      [no("not told: it was already so when the rule was first evaluated (on_load: baseline)")],
    ],
    ["nothing else", {}, []],
    ["nothing that is over", { status: "resolved", covered: true, muted: true }, []],
  ])("is %s", (_what, fields, expected) => {
    expect(held(fields)).toEqual(expected);
  });
});
