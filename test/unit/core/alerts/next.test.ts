import { describe, expect, test } from "vitest";
import { type Alert, next, type RuleTexts } from "../../../../src/core/alerts/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const RULE: RuleTexts = { labels: {}, forMs: 0, keepFiringForMs: 0, onLoad: "fire" };
const BREACHED = finding();
const CLEARED = finding({ cleared: true });
const BETWEEN = finding({ breached: false, cleared: false });
const OTHER_TERMS = { terms: "edited" };

describe("next", () => {
  test("a firing on a new limit begins anew, and is told even where the old one was only recorded", () => {
    const prev = firing(BREACHED, 1, { muted: true, reason: "recorded" });
    const { alert } = next(prev, finding(OTHER_TERMS), {
      now: NOW,
      rule: RULE,
      first: null,
      edited: true,
    });
    expect(alert).toMatchObject({ startsAt: NOW, muted: false, terms: "edited" });
  });

  test("edited texts and severities re-arm nothing", () => {
    const prev = firing(BREACHED, 1);
    const rule = { ...RULE, labels: { team: "red" }, summary: "look at it" };
    const found = finding({ severity: "critical" });
    const { alert, transition } = next(prev, found, { now: NOW, rule, first: null, edited: true });
    expect(transition).toBeNull();
    expect(alert).toMatchObject({
      startsAt: 1,
      severity: "critical",
      summary: "look at it",
      labels: { team: "red", severity: "critical", member: "x@y", account: "acme" },
    });
  });

  test("under the same rules the numbers are taken over, and what else the finding says", () => {
    const same = {
      now: NOW,
      rule: { ...RULE, summary: "not looked at" },
      first: null,
      edited: false,
    };
    const prev = firing(finding({ advice: "old" }), 1);
    const numbers = { value: 500_000, streams: 9, window: { name: "1h", from: 5, to: 6 } };
    const quick = next(prev, finding({ ...numbers, advice: "old" }), same).alert;
    expect(quick).toEqual({ ...prev, ...numbers, updatedAt: NOW, lastBreachedAt: NOW });
    const baseline = { median: 1, windows: 2 };
    for (const field of [{ advice: "new" }, { baseline }, { severity: "critical" as const }]) {
      expect(next(prev, finding({ advice: "old", ...field }), same).alert).toMatchObject(field);
    }
  });

  test("a text that its rule no longer has is forgotten", () => {
    const prev = firing(BREACHED, 1, { summary: "old", runbook: "https://old" });
    const { alert } = next(prev, BREACHED, { now: NOW, rule: RULE, first: null, edited: true });
    expect(alert).not.toHaveProperty("summary");
    expect(alert).not.toHaveProperty("runbook");
  });

  test("keep_firing_for counts from the last moment that was not cleared", () => {
    const rule = { ...RULE, keepFiringForMs: 5 * MINUTE };
    let alert: Alert | null = firing(BREACHED, 0);
    for (const [minute, found] of [
      [3, BETWEEN],
      [7, CLEARED],
    ] as const) {
      alert = next(alert, found, { now: minute * MINUTE, rule, first: null, edited: true }).alert;
      expect(alert?.status).toBe("firing");
    }
    expect(
      next(alert, CLEARED, { now: 8 * MINUTE, rule, first: null, edited: true }).alert?.status,
    ).toBe("resolved");
  });

  test("the clock of for starts anew on changed terms", () => {
    const rule = { ...RULE, forMs: 10 * MINUTE };
    const { alert } = next(
      firing(BREACHED, 0, { status: "pending", startsAt: null, pendingSince: 0 }),
      finding(OTHER_TERMS),
      { now: NOW, rule, first: null, edited: true },
    );
    expect(alert?.pendingSince).toBe(NOW);
  });

  test("the rule's own labels cannot hide those that every alert has", () => {
    const rule = { ...RULE, labels: { account: "other", severity: "none", team: "red" } };
    const { alert } = next(null, budget(80, 45), { now: NOW, rule, first: null, edited: true });
    expect(alert?.labels).toEqual({
      account: "acme",
      rule: "member-month",
      kind: "budget",
      severity: "warning",
      step: "80%",
      window: "month",
      member: "x@y",
      team: "red",
    });
  });
});
