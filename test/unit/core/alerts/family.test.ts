import { describe, expect, test } from "vitest";
import { type Alert, advance } from "../../../../src/core/alerts/index.ts";
import { budget } from "../../../support/findings.ts";

const STEPS = [50, 80, 100];
const RULE = { labels: {}, forMs: 0, keepFiringForMs: 0, onLoad: "fire" as const };

/** Spends through the month: every tick gives each step's alert as `status covered reason`, and the transitions. */
function month(onLoad: "fire" | "baseline" = "fire") {
  let alerts: ReadonlyMap<string, Alert> = new Map();
  let now = 0;
  return (spent: number, options: { first?: "account" | "rule"; terms?: string } = {}) => {
    now += 60_000;
    const findings = STEPS.map((step) =>
      budget(step, spent, options.terms ? { terms: options.terms } : {}),
    );
    const advanced = advance(alerts, findings, {
      now,
      rules: new Map([["member-month", { ...RULE, onLoad }]]),
      first: () => options.first ?? null,
      edited: options.terms !== undefined,
      judged: () => true,
    });
    alerts = new Map(advanced.alerts.map((alert) => [alert.id, alert]));
    const states = new Map(
      advanced.alerts.map((alert) => [
        alert.ref.step,
        `${alert.status}${alert.covered ? " covered" : ""}${alert.muted ? " muted" : ""} ${alert.reason}`,
      ]),
    );
    const speaker = advanced.alerts.find((alert) => alert.status === "firing" && !alert.covered);
    const told = advanced.transitions.map(({ alertId, to, reason }) => [
      JSON.parse(alertId)[3],
      to,
      reason,
    ]);
    return { states, told, speaker, alsoCrossed: speaker?.alsoCrossed };
  };
}

describe("steps of one budget", () => {
  test("a jump from 40 % to 110 % is spoken by the highest step alone, which names the others", () => {
    const spend = month();
    expect(spend(20).told).toEqual([]);
    const { told, states, alsoCrossed } = spend(55);
    expect(told).toEqual([
      ["50%", "firing", "covered"],
      ["80%", "firing", "covered"],
      ["100%", "firing", "first"],
    ]);
    expect(states.get("80%")).toBe("firing covered covered");
    expect(alsoCrossed).toEqual(["50%", "80%"]);
  });

  test("a higher step later is a step up; the lower one is covered without a transition", () => {
    const spend = month();
    expect(spend(26).told).toEqual([["50%", "firing", "first"]]);
    const { told, states } = spend(41);
    expect(told).toEqual([["80%", "firing", "step_up"]]);
    expect(states.get("50%")).toBe("firing covered first");
  });

  test("a step that holds is told once", () => {
    const spend = month();
    spend(41);
    expect(spend(42).told).toEqual([]);
    expect(spend(43).told).toEqual([]);
  });

  test("when the highest step is restated the next lower one speaks again, without firing anew", () => {
    const spend = month();
    spend(55);
    const { told, states, speaker, alsoCrossed } = spend(45);
    expect(told).toEqual([["100%", "resolved", "restated"]]);
    expect(states.get("80%")).toBe("firing uncovered");
    expect(speaker?.ref.step).toBe("80%");
    expect(alsoCrossed).toEqual(["50%"]);
  });

  test("a step that was restated and is crossed again fires again: its reader was told that it is over", () => {
    const spend = month();
    spend(55);
    spend(45);
    expect(spend(56).told).toEqual([["100%", "firing", "breached_again"]]);
  });

  test("an edited limit fires anew once, by the highest step", () => {
    const spend = month();
    spend(55, { terms: "50 credits" });
    const { told, states } = spend(55, { terms: "45 credits" });
    expect(told).toEqual([["100%", "firing", "limit_changed"]]);
    expect(states.get("80%")).toBe("firing covered covered");
  });

  test("at an account's first evaluation the highest step is told as it was found", () => {
    expect(month()(45, { first: "account" }).told).toEqual([
      ["50%", "firing", "covered"],
      ["80%", "firing", "baseline"],
    ]);
  });

  test("with on_load baseline all crossed steps are recorded only, and a higher one later is told", () => {
    const spend = month("baseline");
    const first = spend(45, { first: "rule" });
    expect(first.states.get("50%")).toBe("firing covered muted recorded");
    expect(first.states.get("80%")).toBe("firing muted recorded");
    const { told, states } = spend(51);
    expect(told).toEqual([["100%", "firing", "step_up"]]);
    expect(states.get("100%")).toBe("firing step_up");
  });
});
