import { describe, expect, it } from "vitest";
import { calendarPeriod } from "../../../src/core/time/index.ts";
import { createTeam, HEROINE, truthAt } from "../../../src/simulator/index.ts";
import { plotFor } from "../../../src/simulator/stage/plot.ts";
import { scriptFor } from "../../../src/simulator/stage/script.ts";

const NANO = 1_000_000_000;
const MOMENTS = [
  "2026-11-24T06:00:00Z",
  "2026-11-01T00:00:30Z",
  "2026-10-31T23:59:30Z",
  "2026-03-03T12:00:00Z",
  "2026-12-31T22:30:00Z",
  "2026-07-15T10:00:00Z",
];

/** What the heroine has spent of her budget's month, as a share of it, at a moment. */
function stage(moment: string, timezone: string, after = 0) {
  const now = Date.parse(moment);
  const team = createTeam({ seed: "7", now, days: 35, streamsPerDay: 100 });
  const plot = plotFor(team, timezone);
  for (const incident of plot.past) team.play(incident);
  for (const { incident } of scriptFor(0, plot.budget)) team.play(incident);
  const { startsOn } = plot;
  const spec = {
    kind: "calendar",
    unit: "month",
    timezone,
    weekStarts: "monday",
    startsOn,
  } as const;
  const { start, next } = calendarPeriod(spec, now);
  const spent = truthAt(team, now + after, { from: start }).byMember[HEROINE]?.neoCredits ?? 0;
  return { share: spent / NANO / plot.budget, start, next, now, budget: plot.budget };
}

describe("plotFor", () => {
  it.each(
    MOMENTS.flatMap((moment) => [
      [moment, "UTC"],
      [moment, "America/Los_Angeles"],
      [moment, "Asia/Tokyo"],
    ]),
  )(
    "lets the heroine stand just under 80 %% at %s in %s, and over it after her run",
    (moment, zone) => {
      const [before, after] = [stage(moment, zone), stage(moment, zone, 15_000)];
      expect(before.share).toBeGreaterThan(0.7);
      expect(before.share).toBeLessThan(0.7999);
      expect(after.share).toBeGreaterThanOrEqual(0.8);
      expect(after.share).toBeLessThan(0.9);
      expect(stage(moment, zone, 240_000).share).toBeGreaterThan(1);
    },
  );

  it.each(MOMENTS)("plays no scene near a change of the budget's month at %s", (moment) => {
    const { start, next, now } = stage(moment, "UTC");
    expect(now - start).toBeGreaterThan(3 * 86_400_000 - 1);
    expect(next - now).toBeGreaterThan(86_400_000 - 1);
  });
});

describe("scriptFor", () => {
  it("shows one of each kind within the first minute", () => {
    const scenes = scriptFor(0, 50).filter(({ incident }) => incident.at < 60_000);
    expect(scenes.map(({ incident }) => incident.name)).toEqual([
      "a failed stream",
      "a blocked stream",
      "the run over 80 %",
      "a runaway agent",
      "a bad deploy",
    ]);
  });

  it("names each incident once, for a name is what tells incidents apart", () => {
    const names = scriptFor(0, 50).map(({ incident }) => incident.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
