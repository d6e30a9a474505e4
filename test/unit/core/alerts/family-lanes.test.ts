import { describe, expect, test } from "vitest";
import { type Alert, advance } from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { budget } from "../../../support/findings.ts";

const RULE = { labels: {}, forMs: 0, keepFiringForMs: 0, onLoad: "fire" as const };

/** What is spent, of 50 credits, what is foretold for the month's end, and whether rows are missing. */
interface Tick {
  readonly spent: number;
  readonly p50: number;
  readonly missing?: boolean;
}

/** Ticks through a month: who speaks with which others it names, who is covered, and the transitions told. */
function month() {
  let alerts: ReadonlyMap<string, Alert> = new Map();
  let now = 0;
  return ({ spent, p50, missing = false }: Tick) => {
    now += 60_000;
    const findings: Finding[] = [50, 80, 100].map((step) => budget(step, spent));
    for (const percent of [80, 100]) {
      const reached = Math.max(spent, p50) >= (50 * percent) / 100;
      const step = `forecast ${percent}%`;
      findings.push(budget(percent, spent, { step, breached: reached, cleared: !reached }));
    }
    findings.push(
      budget(0, spent, { step: "no data", limit: 0, breached: missing, cleared: !missing }),
    );
    const advanced = advance(alerts, findings, {
      now,
      rules: new Map([["member-month", RULE]]),
      first: () => null,
      edited: false,
      judged: () => true,
    });
    alerts = new Map(advanced.alerts.map((alert) => [alert.id, alert]));
    const firing = advanced.alerts.filter((alert) => alert.status === "firing");
    return {
      speak: firing
        .filter((alert) => !alert.covered)
        .map((alert) => [alert.ref.step, ...(alert.alsoCrossed ?? [])]),
      covered: firing.filter((alert) => alert.covered).map((alert) => alert.ref.step),
      told: advanced.transitions.map(({ alertId, to, reason }) => [
        JSON.parse(alertId)[3],
        to,
        reason,
      ]),
    };
  };
}

describe("a budget's steps beside its forecast", () => {
  test.each([
    { spent: 20, p50: 30, speak: [], covered: [] },
    { spent: 20, p50: 45, speak: [["forecast 80%"]], covered: [] },
    { spent: 20, p50: 60, speak: [["forecast 100%", "forecast 80%"]], covered: ["forecast 80%"] },
    { spent: 30, p50: 45, speak: [["50%"], ["forecast 80%"]], covered: [] },
    {
      spent: 41,
      p50: 60,
      speak: [
        ["80%", "50%"],
        ["forecast 100%", "forecast 80%"],
      ],
      covered: ["50%", "forecast 80%"],
    },
    { spent: 41, p50: 45, speak: [["80%", "50%"]], covered: ["50%", "forecast 80%"] },
    {
      spent: 51,
      p50: 70,
      speak: [["100%", "50%", "80%"]],
      covered: ["50%", "80%", "forecast 80%", "forecast 100%"],
    },
  ])("at $spent spent and $p50 foretold of 50: $speak speak", ({ spent, p50, ...expected }) => {
    expect(month()({ spent, p50 })).toMatchObject(expected);
  });

  test("a forecast is told before the step is reached, and that step then as the first of its own", () => {
    const tick = month();
    expect(tick({ spent: 20, p50: 60 }).told).toEqual([
      ["forecast 80%", "firing", "covered"],
      ["forecast 100%", "firing", "first"],
    ]);
    expect(tick({ spent: 26, p50: 60 }).told).toEqual([["50%", "firing", "first"]]);
    expect(tick({ spent: 41, p50: 60 }).told).toEqual([["80%", "firing", "step_up"]]);
    expect(tick({ spent: 51, p50: 60 })).toMatchObject({
      told: [["100%", "firing", "step_up"]],
      speak: [["100%", "50%", "80%"]],
    });
  });

  test("a forecast that falls is resolved, not restated, and speaks when it rises again", () => {
    const tick = month();
    tick({ spent: 20, p50: 60 });
    expect(tick({ spent: 20, p50: 45 })).toMatchObject({
      told: [["forecast 100%", "resolved", "resolved"]],
      speak: [["forecast 80%"]],
    });
    expect(tick({ spent: 21, p50: 60 }).told).toEqual([
      ["forecast 100%", "firing", "breached_again"],
    ]);
  });

  test("what is spent and taken back leaves the forecast speaking again, and is told as restated", () => {
    const tick = month();
    tick({ spent: 51, p50: 70 });
    expect(tick({ spent: 41, p50: 70 })).toMatchObject({
      told: [["100%", "resolved", "restated"]],
      speak: [
        ["80%", "50%"],
        ["forecast 100%", "forecast 80%"],
      ],
    });
  });

  test("missing rows are told beside the steps, and are over without being called restated", () => {
    const tick = month();
    expect(tick({ spent: 41, p50: 0, missing: true }).speak).toContainEqual(["no data"]);
    expect(tick({ spent: 41, p50: 0 }).told).toEqual([["no data", "resolved", "resolved"]]);
  });
});
