import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BOUNDS,
  createTeam,
  HOUR_MS,
  isShown,
  oneStream,
  Shelf,
  truthAt,
} from "../../../src/simulator/index.ts";

const NOW = Date.parse("2026-11-20T14:05:30Z");
const mishaps = { late: 0.3, recost: 0.2, retract: 0.2 };
const options = { seed: "shelf", now: NOW, days: 3, streamsPerDay: 120, mishaps };

describe("Shelf", () => {
  it("shows exactly the rows that the team shows at each moment, wherever the time jumps", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -30, max: 60 }), { minLength: 1, maxLength: 8 }),
        (hours) => {
          const team = createTeam(options);
          const shelf = new Shelf(team);
          for (const hour of hours) {
            const at = NOW + hour * HOUR_MS + 1234;
            const expected = team.rows(team.from, at + 1).filter((row) => isShown(row, at));
            expect(shelf.shownAt(at).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("shows an incident that is played while it is open, in its place", () => {
    const team = createTeam(options);
    const shelf = new Shelf(team);
    const before = shelf.shownAt(NOW).length;
    team.play(oneStream({ name: "now", member: "lead@acme.io", at: -1000, title: "just now" }));
    const after = shelf.shownAt(NOW);
    expect(after.length).toBe(before + 1);
    expect(after.map(({ createdAt }) => createdAt)).toEqual(
      after.map(({ createdAt }) => createdAt).sort((a, b) => a - b),
    );
  });

  it.each(BOUNDS)("takes the ends of a window as %s says", (bounds) => {
    const shelf = new Shelf(createTeam(options));
    const rows = shelf.shownAt(NOW);
    const [from, to] = [rows[10]?.createdAt ?? 0, rows[20]?.createdAt ?? 0];
    const ids = shelf.window(NOW, from, to, bounds).map(({ id }) => id);
    expect(ids.includes(rows[10]?.id ?? "")).toBe(bounds.startsWith("["));
    expect(ids.includes(rows[20]?.id ?? "")).toBe(bounds.endsWith("]"));
    expect(ids.includes(rows[15]?.id ?? "")).toBe(true);
  });
});

describe("truthAt", () => {
  const team = createTeam(options);

  it("adds up the rows of a moment exactly, in nano-credits and by member", () => {
    const truth = truthAt(team, NOW);
    const members = Object.values(truth.byMember);
    const sum = (pick: (each: (typeof members)[number]) => number) =>
      members.reduce((all, each) => all + pick(each), 0);
    expect(Number.isSafeInteger(truth.sums.neoCredits)).toBe(true);
    expect(truth.sums.neoCredits).toBeGreaterThan(0);
    expect(sum((each) => each.neoCredits)).toBe(truth.sums.neoCredits);
    expect(sum((each) => each.llmCost)).toBe(truth.sums.llmCost);
    expect(sum((each) => each.rows)).toBe(truth.rows);
    expect(truth.streams.size).toBe(truth.rows);
  });

  it("holds late rows once they are shown, and retracted ones no longer", () => {
    const rows = team.rows(team.from, NOW);
    const late = rows.find((row) => row.visibleAt > NOW + HOUR_MS && row.retractedAt === null);
    const gone = rows.find((row) => row.retractedAt !== null && row.retractedAt > NOW);
    const [then, later] = [truthAt(team, NOW), truthAt(team, NOW + 100 * HOUR_MS)];
    expect(late && [then.streams.has(late.id), later.streams.has(late.id)]).toEqual([false, true]);
    expect(gone && later.streams.has(gone.id)).toBe(false);
  });

  it("tells the corrected amount once it was corrected", () => {
    const row = team
      .rows(team.from, NOW)
      .find((each) => each.recost && !each.byok && each.retractedAt === null);
    const at = row?.recost?.at ?? 0;
    const amount = (moment: number) => truthAt(team, moment).streams.get(row?.id ?? "")?.neoCredits;
    expect(amount(at)).not.toBe(amount(at - 1));
    expect(amount(at)).toBe(Math.round((row?.recost?.cost ?? 0) * 1e9));
  });

  it("refuses a question that has no end", () => {
    expect(() => truthAt(team, Number.POSITIVE_INFINITY)).toThrow("give `to`");
  });
});
