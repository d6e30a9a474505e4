import { describe, expect, test } from "vitest";
import { type Alert, alertId, type Transition } from "../../../../src/core/alerts/index.ts";
import type { AlertRef, Finding } from "../../../../src/core/engine/index.ts";
import { type ExplainInput, explain } from "../../../../src/core/explain/index.ts";
import type { AccountCoverage } from "../../../../src/core/ports/index.ts";
import type { MemberGroup, Rule } from "../../../../src/core/rules/index.ts";
import { budget, type FindingFields, firing } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const is = (wanted: string) => ({ source: wanted, matches: (text: string) => text === wanted });
const rule = (fields: object) =>
  ({
    ...{ name: "member-month", kind: "budget", forMs: 0, keepFiringForMs: 0, overrides: [] },
    ...fields,
  }) as unknown as Rule;
const input: ExplainInput = {
  ...{ rule: rule({}), centres: [], findings: [], alerts: [], fired: [], coverage: [], only: {} },
  ...{ at: NOW, timezone: "UTC", usdPerCredit: 10, evaluatedAt: 7, top: 10 },
  ...{ groups: [], olderFirings: true, olderEdits: 3, editsOf: () => [] },
  historyMs: new Map(),
  quiet: { suppressions: [], acknowledgements: [], silences: [] },
};
const of = (member: string, spent: number, fields: FindingFields = {}, percent = 80) =>
  budget(percent, spent, { group: { member }, ...fields });
const group = (found: Finding, fields: Partial<ExplainInput> = {}) =>
  explain({ ...input, findings: [found], ...fields }).groups[0];
const names = (fields: Partial<ExplainInput>) =>
  explain({ ...input, ...fields }).groups.map(({ who }) => who);

describe("an explanation", () => {
  const all = [of("low", 10), of("top", 45), of("mid", 20)];

  test("shows the groups nearest to their limit first, and how many it leaves out", () => {
    const explanation = explain({ ...input, findings: all, top: 2 });
    expect(explanation.groups.map(({ who }) => who)).toEqual(["top", "mid"]);
    expect(explanation.more).toBe(1);
    expect(explanation).toMatchObject({
      ...{ rule: "member-month", kind: "budget", at: NOW, timezone: "UTC", usdPerCredit: 10 },
      ...{ olderFirings: true, olderEdits: 3, evaluatedAt: 7 },
    });
  });

  test("shows groups that are as near by their names", () => {
    const [a, b, c] = [of("a", 10), of("b", 10), of("c", 10)] as const;
    expect(names({ findings: [b, a, c] })).toEqual(["a", "b", "c"]);
    expect(names({ findings: [c, b, a] })).toEqual(["a", "b", "c"]);
  });

  test("shows those last that cannot speak in any state", () => {
    const silent = { silent: "too_little_history", breached: false } as const;
    const findings = [
      of("mute", 49, silent),
      of("half", 48, silent),
      of("half", 48, {}, 100),
      of("none", 0),
    ];
    expect(names({ findings })).toEqual(["half", "none", "mute"]);
  });

  test("is of the groups that it is asked for alone, by member, account or cost centre", () => {
    const centres: readonly MemberGroup[] = [
      { name: "red", members: [is("low"), is("mid")] } as unknown as MemberGroup,
      { name: "blue", members: [is("top")] } as unknown as MemberGroup,
    ];
    const asked = (only: Record<string, string>) => names({ findings: all, centres, only });
    expect(asked({ member: "mid" })).toEqual(["mid"]);
    expect(asked({ account: "acme" })).toEqual(["top", "mid", "low"]);
    expect(asked({ account: "other" })).toEqual([]);
    expect(asked({ group: "red" })).toEqual(["mid", "low"]);
    expect(asked({ group: "red", member: "low" })).toEqual(["low"]);
    expect(asked({ model: "opus" })).toEqual([]);
  });

  test("keeps the states of one group together", () => {
    const findings = [of("a", 45), of("b", 10), of("a", 45, {}, 100)];
    const [first] = explain({ ...input, findings }).groups;
    expect(first?.states.map(({ step, limit }) => [step, limit])).toEqual([
      ["80%", 40 * CREDIT],
      ["100%", 50 * CREDIT],
    ]);
  });

  test("tells how complete the numbers of its groups' and firings' accounts are", () => {
    const coverage = ["acme", "other", "third"].map((account) => ({
      ...{ account, completeTo: 5, gaps: 1, settledTo: 4, ready: true, readFrom: 4 },
      more: "not told",
    })) as unknown as readonly AccountCoverage[];
    const told = (fields: Partial<ExplainInput>) =>
      explain({ ...input, coverage, ...fields }).accounts;
    expect(told({ findings: [of("a", 1)] })).toEqual([
      {
        ...{ account: "acme", completeTo: 5, gaps: 1, settledTo: 4 },
        ...{ ready: true, readFrom: 4, waitsFor: null },
      },
    ]);
    const { ref } = of("a", 1, { account: "other" });
    expect(told({ fired: [fired(ref, 1)] }).map(({ account }) => account)).toEqual(["other"]);
    expect(told({})).toHaveLength(3);
  });
});

function fired(ref: AlertRef, at: number): Transition {
  const reason = "first" as const;
  return { alertId: alertId(ref), at, from: "inactive", to: "firing", reason, value: 9, limit: 5 };
}

describe("past firings", () => {
  const [low, top] = [of("a", 45), of("a", 45, {}, 100)] as const;
  const earlier = { ...low.ref, window: "2026-02-01T00:00:00Z" };
  const newest = [fired(of("b", 1).ref, 30), fired(earlier, 20), fired(low.ref, 10)];

  test("are told with whom and what they were about, as many as groups", () => {
    const explanation = explain({ ...input, fired: newest, top: 2 });
    expect(explanation.fired).toEqual([
      { at: 30, who: "b", step: "80%", window: low.ref.window, value: 9, reason: "first" },
      { at: 20, who: "a", step: "80%", window: earlier.window, value: 9, reason: "first" },
    ]);
  });

  test("are those of the groups that are asked for", () => {
    const { fired } = explain({ ...input, fired: newest, only: { member: "b" } });
    expect(fired.map(({ at }) => at)).toEqual([30]);
  });

  test("give each state the newest of its own step, in whatever window it was", () => {
    const [first] = explain({ ...input, findings: [low, top], fired: newest }).groups;
    expect(first?.states.map(({ lastFiredAt }) => lastFiredAt)).toEqual([20, null]);
  });
});

describe("a state", () => {
  const state = (alerts: readonly Alert[], found = of("a", 45)) =>
    group(found, { alerts })?.states[0];

  test("is inactive where nothing is stored", () => {
    expect(state([firing(of("b", 45))])).toMatchObject({
      ...{ status: "inactive", reason: null, since: null, breached: true, silent: null },
    });
  });

  test("is as it was stored, since it fires or waits", () => {
    const alert = firing(of("a", 45), 5);
    expect(state([alert])).toMatchObject({ status: "firing", reason: "first", since: 5 });
    const pending: Alert = { ...alert, status: "pending", startsAt: null, pendingSince: 6 };
    expect(state([pending])).toMatchObject({ status: "pending", since: 6 });
  });

  test("says why nothing can be said", () => {
    const silent = of("a", 1, { silent: "no_data", breached: false });
    expect(state([], silent)).toMatchObject({ silent: "no_data", breached: false });
  });
});

describe("a group", () => {
  const forecast = { ...{ p10: 1, p50: 2, p90: 3 }, errorPpm: null, days: 4, until: 5 };
  const compared = {
    baseline: { median: 1, windows: 2 },
    past: { present: 1, needed: 2 },
    burn: {
      ...{ fast: { ms: 1, value: 2 }, slow: { ms: 3, value: 4 } },
      ...{ plan: 5, spent: 6, exhaustedInMs: null },
    },
    earlier: { share: 1, streams: 2 },
    lastAt: 0,
  };

  test("tells what it was compared with, as far as there is anything", () => {
    expect(group(of("a", 10, { ...compared, forecast }))).toMatchObject({ ...compared, forecast });
    const { budget: _, ...bare } = of("a", 10);
    for (const name of [...Object.keys(compared), "forecast", "budget"]) {
      expect(group(bare)).not.toHaveProperty(name);
    }
  });

  test("has the forecast of whichever of its states has one", () => {
    const findings = [of("a", 10), of("a", 10, { step: "forecast 80%", forecast })];
    expect(explain({ ...input, findings }).groups[0]?.forecast).toEqual(forecast);
  });

  test("has its value, its streams, its window and its budget", () => {
    const found = of("a", 10);
    const { value, streams, window, metric, unit } = found;
    expect(group(found)).toMatchObject({
      ...{
        account: "acme",
        group: { member: "a" },
        who: "a",
        value,
        streams,
        window,
        metric,
        unit,
      },
      budget: 50 * CREDIT,
    });
  });

  test("has its limit from the first override that matches, else from the rule", () => {
    const overrides = [
      { match: { member: is("b"), model: is("opus") }, limit: 1 },
      { match: { member: is("a") }, limit: 2 },
      { match: { account: is("acme") }, limit: 3 },
    ];
    const from = (found: Finding, of = rule({ overrides })) =>
      group(found, { rule: of })?.limit.from;
    expect(from(of("a", 1))).toBe("override for member a");
    expect(from(of("c", 1))).toBe("override for account acme");
    expect(from(of("b", 1, { group: { member: "b", model: "opus" } }))).toBe(
      "override for member b, model opus",
    );
    expect(from(of("a", 1), rule({}))).toBe("the rule");
    const { overrides: _, ...bare } = rule({}) as unknown as { overrides: [] };
    expect(from(of("a", 1), bare as unknown as Rule)).toBe("the rule");
  });
});
