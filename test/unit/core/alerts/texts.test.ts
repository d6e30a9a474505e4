import { describe, expect, test } from "vitest";
import { isWorthSaving, next, type RuleTexts } from "../../../../src/core/alerts/index.ts";
import { budget, finding, firing, resolved, stream } from "../../../support/findings.ts";

const RULE: RuleTexts = { labels: {}, forMs: 0, keepFiringForMs: 0, onLoad: "fire" };
const context = { now: 60_000, rule: RULE, first: null, edited: false };
const edited = { ...context, edited: true };

describe("an alert's texts", () => {
  test("are its rule's summary, description and runbook", () => {
    const texts = { summary: "look", description: "at it", runbook: "https://runbook" };
    const rule = { ...RULE, ...texts };
    expect(next(null, finding(), { ...context, rule }).alert).toMatchObject(texts);
    expect(next(firing(finding()), finding(), { ...edited, rule }).alert).toMatchObject(texts);
  });

  test("are no fields where neither rule nor finding has them", () => {
    const { alert } = next(null, finding(), context);
    for (const name of ["summary", "description", "runbook", "budget", "stream", "advice"]) {
      expect(alert).not.toHaveProperty(name);
    }
    expect(firing(budget(80, 41))).toHaveProperty("budget");
    expect(firing(stream("s1"))).toHaveProperty("stream");
  });

  test("edited around a firing leave what it had found out: who it speaks for, and whose spend it is", () => {
    const contributors = { tasks: [], models: [], members: [] };
    const prev = firing(finding(), 1, { alsoCrossed: ["50%"], contributors });
    const { alert } = next(prev, finding(), edited);
    expect(alert).toMatchObject({ alsoCrossed: ["50%"], contributors, startsAt: 1 });
    expect(next(firing(finding()), finding(), edited).alert).not.toHaveProperty("contributors");
  });
});

describe("an alert's labels", () => {
  const prev = firing(finding(), 1);

  test("that say the same stay the very same, so that what was found for them need not be found again", () => {
    expect(next(prev, finding(), edited).alert?.labels).toBe(prev.labels);
  });

  test.each([
    ["another severity", RULE, { severity: "critical" as const }, { severity: "critical" }],
    ["one more", { ...RULE, labels: { team: "red" } }, {}, { team: "red" }],
  ])("are new with %s", (_case, rule, fields, label) => {
    expect(next(prev, finding(fields), { ...edited, rule }).alert?.labels).toMatchObject(label);
  });

  test("lose what the rule no longer says", () => {
    const labelled = firing(finding(), 1, { labels: { ...prev.labels, team: "red" } });
    expect(next(labelled, finding(), edited).alert?.labels).toEqual(prev.labels);
  });

  test("have a step and a window only where there is one", () => {
    const unnamed = finding({ window: { name: "", from: 0, to: 1 } });
    expect(prev.labels).not.toHaveProperty("step");
    expect(prev.labels["window"]).toBe("1h");
    expect(firing(unnamed).labels).not.toHaveProperty("window");
  });
});

describe("changed terms", () => {
  test("are the alert's from the tick that shows them, whether or not an edit was announced", () => {
    expect(next(firing(finding()), finding({ terms: "new" }), context).alert?.terms).toBe("new");
  });
});

describe("a resolved state", () => {
  const prev = resolved(budget(80, 41), 5);

  test("whose window ended needs to be remembered no longer, and makes no transition", () => {
    const { alert, transition } = next(prev, budget(80, 41, { ended: true }), context);
    expect(alert).toEqual({ ...prev, reason: "window_ended" });
    expect(transition).toBeNull();
    expect(next(alert, budget(80, 41, { ended: true }), context).alert).toBe(alert);
  });

  test("whose window ended never came to be where it never was", () => {
    expect(next(null, budget(80, 41, { ended: true }), context)).toEqual({
      alert: null,
      transition: null,
    });
  });

  test("that is breached again waits for its rule's for, and remembers when it was over", () => {
    const { alert } = next(prev, budget(80, 42), { ...context, rule: { ...RULE, forMs: 1 } });
    expect(alert).toMatchObject({ status: "pending", startsAt: 5, endsAt: 5, covered: false });
  });

  test("of a threshold that is breached again has its first breach", () => {
    const { alert } = next(resolved(finding({ key: "x" }), 5), finding({ key: "x" }), context);
    expect(alert?.reason).toBe("first");
  });
});

describe("isWorthSaving", () => {
  test("counts the minute of breach from what is stored", () => {
    const stored = firing(finding(), 0, { lastBreachedAt: 600_000 });
    expect(isWorthSaving(stored, { ...stored, lastBreachedAt: 659_999 })).toBe(false);
    expect(isWorthSaving(stored, { ...stored, lastBreachedAt: 660_000 })).toBe(true);
    expect(isWorthSaving({ ...stored, lastBreachedAt: null }, { ...stored })).toBe(true);
  });

  test("sees a field that takes another's place, and a value that comes or goes", () => {
    const { streams: _, ...rest } = firing(finding());
    expect(isWorthSaving({ ...rest, streams: 51 }, { ...rest, budget: 51 } as never)).toBe(true);
    const alert = firing(finding());
    expect(isWorthSaving(alert, { ...alert, endsAt: 1 })).toBe(true);
    expect(isWorthSaving({ ...alert, endsAt: 1 }, { ...alert, endsAt: null })).toBe(true);
  });
});
