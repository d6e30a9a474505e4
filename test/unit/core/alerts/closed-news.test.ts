import { describe, expect, it } from "vitest";
import { advance, alertId, closedNews, next } from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { budget } from "../../../support/findings.ts";

const closed = (percent: number): Finding => budget(percent, 60, { closed: true });
const open = budget(50, 60, { key: "2026-04-01T00:00:00Z" });

describe("the findings of a period that is over", () => {
  const cases: readonly [string, readonly number[], readonly number[], readonly string[]][] = [
    [
      "of which no step ever fired: the highest speaks and names the others",
      [50, 80, 100],
      [],
      ["100%+50%,80%"],
    ],
    ["of which the lowest fired", [50, 80, 100], [50], ["100%+80%"]],
    ["of which all fired", [50, 80, 100], [50, 80, 100], []],
    ["below a step that fired before it was withdrawn", [50, 80], [100, 80], []],
    ["of one step", [80], [], ["80%"]],
  ];
  it.each(cases)("%s", (_case, steps, fired, told) => {
    const ids = new Set(fired.map((percent) => alertId(closed(percent).ref)));
    const left = closedNews([open, ...steps.map(closed)], (id) => ids.has(id));
    expect(left[0]).toBe(open);
    expect(
      left
        .slice(1)
        .map(({ ref, alsoCrossed }) =>
          [ref.step, alsoCrossed?.join(",")].filter(Boolean).join("+"),
        ),
    ).toEqual(told);
  });

  it("leave no other finding of the step that speaks", () => {
    const waiting = budget(100, 60, { ended: true });
    expect(closedNews([waiting, closed(100)], () => false)).toEqual([closed(100)]);
    expect(closedNews([waiting, closed(100)], () => true)).toEqual([waiting]);
  });
});

describe("a step of a period that is over", () => {
  const context = { now: 9, rule: null, first: null, edited: false } as const;
  const waiting = next(null, budget(100, 60), {
    ...context,
    rule: { labels: {}, forMs: 5, keepFiringForMs: 0, onLoad: "fire" },
  }).alert;

  it.each([
    ["that never was anything else", null],
    ["that waited for its rule's `for`", waiting],
  ])("%s fires at once, once and for all", (_case, prev) => {
    const { alert, transition } = next(prev, closed(100), context);
    expect(alert).toMatchObject({ status: "firing", startsAt: 9, endsAt: null, closed: true });
    expect(alert?.labels["period"]).toBe("closed");
    expect(transition).toMatchObject({ to: "firing", reason: "closed_period" });
    const alerts = new Map(alert ? [[alert.id, alert]] : []);
    const later = {
      now: 10,
      rules: new Map(),
      first: () => null,
      edited: false,
      judged: () => true,
    };
    expect(advance(alerts, [], later)).toEqual({ alerts: [alert], transitions: [] });
  });

  it("is not told where its rule was never evaluated before", () => {
    const first = { now: 9, rules: new Map(), edited: false, judged: () => true };
    const made = advance(new Map(), [closed(100)], { ...first, first: () => "rule" });
    expect(made).toEqual({ alerts: [], transitions: [] });
  });
});
