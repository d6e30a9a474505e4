import { describe, expect, test } from "vitest";
import {
  type AdvanceContext,
  type Alert,
  advance,
  alertId,
  isWorthSaving,
  systemFindings,
} from "../../../../src/core/alerts/index.ts";
import { budget, finding, firing, resolved, stream } from "../../../support/findings.ts";

const context: AdvanceContext = {
  now: 60_000,
  rules: new Map(),
  first: () => null,
  edited: false,
  judged: () => true,
};
const states = (...alerts: Alert[]) => new Map(alerts.map((alert) => [alert.id, alert]));

describe("advance", () => {
  test.each([
    ["firing", firing(finding()), "resolved", true],
    ["pending", firing(finding(), 0, { status: "pending", startsAt: null }), "inactive", true],
    ["pending again", firing(finding(), 0, { status: "pending", endsAt: 1 }), "resolved", true],
    ["resolved", resolved(finding()), "resolved", false],
  ] as const)("an open alert without a finding has lost its rule: %s", (_was, alert, to, told) => {
    const { alerts, transitions } = advance(states(alert), [], context);
    expect(alerts[0]).toMatchObject({ status: to, reason: "rule_removed" });
    expect(transitions.map(({ reason }) => reason)).toEqual(told ? ["rule_removed"] : []);
  });

  test("an alert of an account that cannot be judged now stays as it is", () => {
    const alert = firing(finding());
    expect(advance(states(alert), [], { ...context, judged: () => false })).toEqual({
      alerts: [],
      transitions: [],
    });
  });

  test("a single stream's firing stays to be told although its rule is gone", () => {
    const { transitions } = advance(states(firing(stream("s1"))), [], context);
    expect(transitions).toEqual([]);
  });

  test("history's single streams are dropped at an account's first evaluation, not at a rule's", () => {
    const found = [stream("s1"), finding()];
    const fired = (first: "account" | "rule") =>
      advance(new Map(), found, { ...context, first: () => first }).transitions.map(
        (one) => one.reason,
      );
    expect(fired("account")).toEqual(["baseline"]);
    expect(fired("rule").sort()).toEqual(["first", "first"]);
  });
});

describe("alertId", () => {
  test("does not depend on the order of labels and tells apart what differs", () => {
    const ref = budget(80, 1).ref;
    const ids = [
      alertId({ ...ref, group: { member: "a", model: "b" } }),
      alertId({ ...ref, group: { model: "b", member: "a" } }),
      alertId({ ...ref, group: { member: "b", model: "a" } }),
      alertId({ ...ref, group: { member: "a", model: "b" }, step: "100%" }),
      alertId({ ...ref, group: { member: "a", model: "b" }, window: "2026-04" }),
    ];
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(4);
  });
});

describe("system troubles", () => {
  const condition = {
    kind: "account-access",
    subject: "acme",
    advice: "The key was refused",
    since: 1_000,
  } as const;

  test("are critical alerts of their account or receiver that fire, change their advice and resolve", () => {
    const first = advance(new Map(), systemFindings([condition], [], 60_000), context);
    expect(first.alerts[0]).toMatchObject({
      kind: "system",
      status: "firing",
      severity: "critical",
      advice: "The key was refused",
      labels: { account: "acme", rule: "account-access", severity: "critical", kind: "system" },
    });
    const open = states(...first.alerts);
    const edited = systemFindings([{ ...condition, advice: "Still" }], open.values(), 60_000);
    expect(advance(open, edited, context)).toMatchObject({
      alerts: [{ advice: "Still", status: "firing" }],
      transitions: [],
    });
    const cleared = advance(open, systemFindings([], open.values(), 60_000), context);
    expect(cleared.transitions).toMatchObject([{ to: "resolved", reason: "resolved" }]);
    expect(cleared.alerts[0]?.advice).toBe("The key was refused");
  });

  test("of a receiver are labelled with it", () => {
    const [found] = systemFindings(
      [{ ...condition, kind: "delivery-failed", subject: "finance" }],
      [],
      1,
    );
    expect(found?.ref).toMatchObject({ account: "", group: { receiver: "finance" } });
  });
});

describe("isWorthSaving", () => {
  const alert = firing(finding());
  test.each([
    ["never stored", undefined, alert, true],
    ["the same", alert, { ...alert }, false],
    [
      "only time has passed",
      alert,
      { ...alert, updatedAt: 9, lastBreachedAt: 9, window: { name: "1h", from: 1, to: 2 } },
      false,
    ],
    ["a minute of breach", alert, { ...alert, lastBreachedAt: 60_000 }, true],
    ["another value", alert, { ...alert, value: 1 }, true],
    ["equal labels", alert, { ...alert, labels: { ...alert.labels } }, false],
    ["another label", alert, { ...alert, labels: { ...alert.labels, team: "red" } }, true],
    ["a field less", { ...alert, summary: "x" }, alert, true],
  ] as const)("%s", (_case, stored, now, worth) => {
    expect(isWorthSaving(stored, now)).toBe(worth);
  });
});
