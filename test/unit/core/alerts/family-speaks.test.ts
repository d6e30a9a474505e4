import { describe, expect, test } from "vitest";
import { family, type Member } from "../../../../src/core/alerts/family.ts";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { budget, firing } from "../../../support/findings.ts";

const at = (step: number, fields: Partial<Alert> = {}) => firing(budget(step, 55), 0, fields);
/** A step that fires as it did at the tick before. */
const steady = (alert: Alert): Member => ({ prev: alert, step: { alert, transition: null } });
const settled = (...alerts: Alert[]) => family(alerts.map(steady)).map(({ alert }) => alert);

describe("steps that fire on as they did", () => {
  const low = at(50, { covered: true });
  const mid = at(80, { covered: true });
  const top = at(100, { alsoCrossed: ["50%", "80%"] });

  test("are handed on untouched where each says what it should", () => {
    const [one, two, three] = settled(low, mid, top);
    expect(one).toBe(low);
    expect(two).toBe(mid);
    expect(three).toBe(top);
  });

  test.each([
    ["too few", ["50%"]],
    ["others", ["50%", "60%"]],
    ["others before", ["40%", "80%"]],
    ["too many", ["50%", "80%", "90%"]],
  ])("name those they speak for anew after %s", (_named, alsoCrossed) => {
    const [, , speaker] = settled(low, mid, at(100, { alsoCrossed }));
    expect(speaker).toMatchObject({ alsoCrossed: ["50%", "80%"], covered: false, reason: "first" });
  });

  test("name nobody where nobody is left, and are not called uncovered for it", () => {
    const [speaker] = settled(at(100, { alsoCrossed: ["50%"], reason: "step_up" }));
    expect(speaker).not.toHaveProperty("alsoCrossed");
    expect(speaker?.reason).toBe("step_up");
  });

  test("speak by the highest in whatever order they come, the others lowest first", () => {
    const alerts = settled(at(100), at(50), at(80));
    expect(alerts.map((alert) => alert?.covered)).toEqual([false, true, true]);
    expect(alerts[0]?.alsoCrossed).toEqual(["50%", "80%"]);
  });

  test("stop naming others once they are covered", () => {
    const [covered] = settled(at(80, { covered: true, alsoCrossed: ["50%"] }), at(100));
    expect(covered).not.toHaveProperty("alsoCrossed");
    expect(covered?.covered).toBe(true);
  });

  test("keep a reason of having been recorded only where they speak again", () => {
    const recorded = at(80, { covered: true, muted: true, reason: "recorded" });
    expect(settled(recorded)[0]).toMatchObject({ covered: false, reason: "recorded" });
  });
});

describe("steps that do not fire", () => {
  test("are left as they are, also beside one that does", () => {
    const pending = { ...at(100), status: "pending" as const };
    const gone: Member = { prev: at(80), step: { alert: null, transition: null } };
    const [first, second] = family([steady(pending), gone]);
    expect(first?.alert).toBe(pending);
    expect(second).toBe(gone.step);
    expect(family([steady(pending), steady(at(50))])[0]?.alert).toBe(pending);
  });
});
