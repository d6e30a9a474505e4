import { describe, expect, it } from "vitest";
import { calendarPeriod } from "../../../src/core/time/index.ts";
import { createTeam, HEROINE, truthAt } from "../../../src/simulator/index.ts";
import { plotFor } from "../../../src/simulator/stage/plot.ts";
import { scriptFor } from "../../../src/simulator/stage/script.ts";

const NANO = 1_000_000_000;
const DAY_MS = 86_400_000;
const MOMENTS = [
  "2026-11-24T06:00:00Z",
  "2026-11-01T00:00:30Z",
  "2026-10-31T23:59:30Z",
  "2026-03-03T12:00:00Z",
  "2026-12-31T22:30:00Z",
  "2026-07-15T10:00:00Z",
];

/** The budget's month at a moment, and what share of it the heroine has spent so many ms later. */
function staged(moment: string, timezone: string) {
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
  const shareAfter = (ms: number) => {
    const { byMember } = truthAt(team, now + ms, { from: start });
    return (byMember[HEROINE]?.neoCredits ?? 0) / NANO / plot.budget;
  };
  return { shareAfter, sinceStart: now - start, untilNext: next - now };
}

describe("plotFor", () => {
  it.each(
    MOMENTS.flatMap((moment) => [
      [moment, "UTC"],
      [moment, "America/Los_Angeles"],
    ]),
  )(
    "at %s in %s the heroine stands just under four fifths, and above after her run",
    (moment, zone) => {
      const { shareAfter, sinceStart, untilNext } = staged(moment, zone);
      expect(shareAfter(0)).toBeGreaterThan(0.7);
      expect(shareAfter(0)).toBeLessThan(0.7999);
      expect(shareAfter(15_000)).toBeGreaterThanOrEqual(0.8);
      expect(shareAfter(15_000)).toBeLessThan(0.9);
      expect(shareAfter(240_000)).toBeGreaterThan(1);
      // No scene near a change of the budget's month, where it would be empty or over in a minute.
      expect(sinceStart).toBeGreaterThanOrEqual(3 * DAY_MS - 1);
      expect(untilNext).toBeGreaterThanOrEqual(DAY_MS - 1);
    },
  );
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
