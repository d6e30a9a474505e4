import { describe, expect, test } from "vitest";
import { next } from "../../../../src/core/alerts/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

const RULE = { labels: {}, forMs: 0, keepFiringForMs: 0, onLoad: "fire" as const };
const FORECAST = budget(100, 45, { step: "forecast 100%", breached: true, cleared: false });
const MISSING = budget(0, 0, { step: "no data", breached: true, cleared: false });

describe("the end of what fires", () => {
  test.each([
    ["spent, restated", budget(80, 45), budget(80, 39), "restated"],
    ["forecast, fallen", FORECAST, budget(100, 45, { step: "forecast 100%" }), "resolved"],
    [
      "forecast, grown uncertain",
      FORECAST,
      { ...FORECAST, breached: false, silent: "forecast_uncertain" as const },
      "forecast_uncertain",
    ],
    ["forecast, its month over", FORECAST, { ...FORECAST, ended: true }, "window_ended"],
    ["no data, rows are back", MISSING, { ...MISSING, breached: false, cleared: true }, "resolved"],
    ["a rate without a row left", finding(), finding({ silent: "no_data" }), "no_data"],
  ])("%s", (_, was, is, reason) => {
    const context = { now: 60_000, rule: RULE, first: null, edited: false };
    const { alert, transition } = next(firing(was), is, context);
    expect(alert?.status).toBe("resolved");
    expect(transition?.reason).toBe(reason);
  });

  test("an alert kept as it is fires on", () => {
    const kept = finding({ breached: false, cleared: false });
    const context = { now: 60_000, rule: RULE, first: null, edited: false };
    const { alert, transition } = next(firing(finding()), kept, context);
    expect(alert).toMatchObject({ status: "firing", lastBreachedAt: 60_000 });
    expect(transition).toBeNull();
  });
});
