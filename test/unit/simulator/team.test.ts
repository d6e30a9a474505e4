import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountsAt,
  createTeam,
  HOUR_MS,
  oneStream,
  runawayAgent,
  TEAM,
  type TeamRow,
} from "../../../src/simulator/index.ts";

const NOW = Date.parse("2026-11-20T14:05:30Z");
const DAY_MS = 24 * HOUR_MS;
const options = { seed: 7, now: NOW, days: 35, streamsPerDay: 100 };
const team = createTeam(options);
const rows = team.rows(team.from, NOW);

describe("createTeam", () => {
  it("gives the same rows for the same seed, anchor and parameters for ever", () => {
    const [first] = createTeam(options).rows(NOW - 3 * HOUR_MS, NOW);
    expect(createTeam(options).rows(team.from, NOW)).toEqual(rows);
    expect(first).toMatchInlineSnapshot(`
      {
        "byok": false,
        "cost": 0.06344427,
        "createdAt": 1795173413834,
        "error": null,
        "executionMs": 223247,
        "id": "fc61155b-6d13-43d0-bf39-73258e56806e",
        "member": {
          "email": "mira.holt@red.acme.io",
          "habit": "office",
          "weight": 1.3,
          "zone": "Europe/Berlin",
        },
        "model": "claude-sonnet-4-5",
        "recost": null,
        "retractedAt": null,
        "status": "completed",
        "steps": 14,
        "taskId": "23737ebe-b295-4512-927c-f49157e43b1c",
        "title": null,
        "toolCalls": 9,
        "visibleAt": 1795173638094,
      }
    `);
  });

  it("gives other rows for another seed", () => {
    const other = createTeam({ ...options, seed: 8 }).rows(team.from, NOW);
    const ids = new Set(rows.map(({ id }) => id));
    expect(other.filter(({ id }) => ids.has(id))).toEqual([]);
  });

  it("gives a stretch of time the same rows whichever way it is cut, the future included", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: NOW - 3 * DAY_MS, max: NOW + 3 * DAY_MS }),
        fc.integer({ min: 0, max: 12 * HOUR_MS }),
        fc.integer({ min: 0, max: 12 * HOUR_MS }),
        (from, first, second) => {
          const whole = team.rows(from, from + first + second);
          const parts = [
            ...team.rows(from, from + first),
            ...team.rows(from + first, from + first + second),
          ];
          expect(parts).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("has about as many streams a day as asked for, each with an id of its own", () => {
    expect(rows.length / 35).toBeGreaterThan(85);
    expect(rows.length / 35).toBeLessThan(115);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it("has nothing before its history", () => {
    expect(createTeam({ ...options, days: 2 }).rows(0, NOW - 2 * DAY_MS)).toEqual([]);
  });

  it("works office hours in the member's zone, with a dip at noon and quiet weekends", () => {
    const tokyo = rows.filter(({ member }) => member.email.startsWith("aiko"));
    const hours = tokyo.map((row) => new Date(row.createdAt + 9 * HOUR_MS));
    const weekend = hours.filter((at) => at.getUTCDay() % 6 === 0).length;
    const between = (from: number, to: number) =>
      hours.filter((at) => at.getUTCHours() >= from && at.getUTCHours() < to).length;
    expect(between(9, 19)).toBeGreaterThan(0.75 * tokyo.length);
    expect(between(12, 13)).toBeLessThan(between(10, 11));
    expect(weekend).toBeLessThan(0.1 * tokyo.length);
  });

  it("runs a nightly recon at two in Berlin's morning, every night", () => {
    const nightly = rows.filter(
      (row) => row.member.email.startsWith("jonas") && row.title?.startsWith("nightly"),
    );
    // Winter time began on 25 October: two o'clock came twice that night.
    expect(nightly.length).toBeGreaterThanOrEqual(34);
    expect(nightly.length).toBeLessThanOrEqual(36);
  });

  it("moves one member to BYOK a fortnight before the anchor, for good", () => {
    const nora = rows.filter(({ member }) => member.byokForDays !== undefined);
    const moved = NOW - 14 * DAY_MS;
    expect(nora.every((row) => row.byok === row.createdAt >= moved)).toBe(true);
    expect(nora.some((row) => row.byok) && nora.some((row) => !row.byok)).toBe(true);
    expect(rows.some((row) => row.byok && row.member.byokForDays === undefined)).toBe(false);
  });

  it("ends about 3 % of streams in errors, some blocked, failed and aborted", () => {
    const share = (status: TeamRow["status"]) =>
      rows.filter((row) => row.status === status).length / rows.length;
    expect(share("error")).toBeGreaterThan(0.02);
    expect(share("error")).toBeLessThan(0.04);
    for (const status of ["failed", "blocked", "aborted"] as const) {
      expect(share(status)).toBeGreaterThan(0);
      expect(share(status)).toBeLessThan(0.03);
    }
  });

  it("spends with a heavy tail: the mean far above the median, amounts that follow steps", () => {
    const paid = rows.filter((row) => row.cost !== null && row.status === "completed");
    const costs = paid.map((row) => row.cost ?? 0).sort((a, b) => a - b);
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    expect(mean).toBeGreaterThan(1.5 * (costs[Math.floor(costs.length / 2)] ?? 0));
    const meanOf = (some: TeamRow[]) =>
      some.reduce((sum, row) => sum + (row.cost ?? 0), 0) / some.length;
    expect(meanOf(paid.filter((row) => row.steps > 30))).toBeGreaterThan(
      3 * meanOf(paid.filter((row) => row.steps < 8)),
    );
  });

  it("prints amounts with six to nine decimals and never more", () => {
    const decimals = rows.flatMap((row) =>
      Object.values(amountsAt(row, NOW)).map((amount) =>
        amount === null ? 0 : (String(amount).split(/[.e]/)[1]?.length ?? 0),
      ),
    );
    expect(Math.max(...decimals)).toBe(9);
    expect(decimals.filter((count) => count === 6).length).toBeGreaterThan(rows.length / 3);
  });

  it("makes up members beyond the cast", () => {
    const many = createTeam({ ...options, members: 40 });
    expect(many.members.slice(0, TEAM.length)).toEqual(TEAM);
    expect(new Set(many.members.map(({ email }) => email)).size).toBe(40);
  });
});

describe("incidents", () => {
  it("are shown from their moment on, one every few seconds", () => {
    const incident = runawayAgent({ name: "loop", member: "lead@acme.io", at: 20_000 });
    const shown = team.incidentRows(incident).map((row) => row.visibleAt - NOW);
    expect(shown.slice(0, 3)).toEqual([20_000, 23_000, 26_000]);
    expect(team.incidentRows(incident)).toEqual(team.incidentRows(incident));
  });

  it("started before they are shown by as long as they ran", () => {
    const long = oneStream({
      name: "three hours",
      member: "lead@acme.io",
      at: 0,
      executionMs: 3 * HOUR_MS,
    });
    const [row] = team.incidentRows(long);
    expect(NOW - (row?.createdAt ?? 0)).toBeGreaterThan(2.6 * HOUR_MS);
    expect((row?.createdAt ?? 0) + (row?.executionMs ?? 0)).toBeLessThanOrEqual(NOW);
  });

  it("of one name are played once", () => {
    const own = createTeam(options);
    const incident = oneStream({ name: "once", member: "lead@acme.io", at: -HOUR_MS });
    own.play(incident);
    own.play(incident);
    const found = own.rows(NOW - 2 * HOUR_MS, NOW).filter((row) => row.title === incident.title);
    expect(found).toHaveLength(1);
  });
});
