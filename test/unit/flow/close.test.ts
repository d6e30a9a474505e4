import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  books,
  CREDIT,
  DAY,
  HOUR,
  lead,
  NOVEMBER,
  OCTOBER,
  SETTLE,
  STREAMS,
} from "./close-books.ts";

describe("a closing statement", () => {
  test("says what the month came to by member, model, cost centre and status, and each budget's outcome", async () => {
    const { sweep, run, month } = books();
    await sweep(NOVEMBER + SETTLE, STREAMS);
    expect(await run()).toBe(32);
    const [stated, ...more] = await month();
    expect(more).toEqual([]);
    expect(stated).toMatchObject({
      totals: {
        streams: 4,
        spend: 52 * CREDIT,
        neoCredits: 51 * CREDIT,
        byokLlmCost: 7,
        byokNeoCost: CREDIT,
        wasted: 15 * CREDIT,
      },
      members: [
        { name: "lead@acme.io", streams: 2, spend: 45 * CREDIT },
        { name: "dev@acme.io", spend: 5 * CREDIT },
        { name: "(unknown)", spend: 2 * CREDIT },
      ],
      models: [
        { name: "opus", streams: 3 },
        { name: "haiku", streams: 1 },
      ],
      centres: [{ name: "red-team", spend: 45 * CREDIT }],
      statuses: { completed: 3, failed: 1 },
      budgets: [
        {
          rule: "member-month",
          group: { member: "lead@acme.io" },
          value: 45 * CREDIT,
          limit: 50 * CREDIT,
          step: "80%",
        },
        { group: { member: "dev@acme.io" }, value: 4 * CREDIT, step: null },
        { group: { member: "(unknown)" } },
      ],
      proof: {
        completeTo: NOVEMBER + SETTLE,
        gaps: 0,
        settledTo: null,
        auditedAt: null,
        drift: [],
      },
      revision: 0,
    });
  });

  test("is stored once it is settled and not before, however many runs were missed", async () => {
    const { sweep, run, month, statements, clock } = books();
    await sweep(NOVEMBER + SETTLE - 1, STREAMS);
    expect(await run()).toBe(30);
    expect(await month()).toEqual([]);
    await sweep(NOVEMBER + SETTLE, STREAMS);
    expect(await run()).toBe(2);
    expect(await run()).toBe(0);
    clock.advance(40 * DAY);
    expect(await run()).toBe(0);
    await sweep(clock.now(), STREAMS);
    expect(await run()).toBe(30 + 1 + 10);
    expect(await statements.newest("acme")).toHaveLength(32 + 41);
  });

  test("is revised where a row changes later, which says what differs; the one before stays", async () => {
    const { sweep, run, month, log } = books();
    await sweep(NOVEMBER + SETTLE, STREAMS);
    await run();
    const dearer = STREAMS.map((one) =>
      one.id === "a" ? { ...one, neoCredits: 36 * CREDIT } : one,
    );
    await sweep(NOVEMBER + SETTLE + DAY, dearer);
    // The month, the day of the row, and the day that is settled by now.
    expect(await run()).toBe(3);
    expect(await run()).toBe(0);
    const [before, after] = await month();
    expect(before?.totals.spend).toBe(52 * CREDIT);
    expect(after).toMatchObject({ revision: 1, totals: { spend: 58 * CREDIT } });
    expect(after?.differences).toContainEqual({
      what: "spend",
      unit: "nano",
      was: 52 * CREDIT,
      now: 58 * CREDIT,
    });
    expect(after?.differences).toContainEqual({
      ...{
        what: "budget member-month lead@acme.io",
        unit: "nano",
        was: 45 * CREDIT,
        now: 51 * CREDIT,
      },
    });
    expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(2);
  });

  test("is not revised by a change that no number shows", async () => {
    const { sweep, run } = books();
    await sweep(NOVEMBER + SETTLE, STREAMS);
    await run();
    await sweep(
      NOVEMBER + SETTLE,
      STREAMS.map((one) => ({ ...one, taskTitle: "renamed" })),
    );
    expect(await run()).toBe(0);
  });

  test("adds up: its members, its models and its days come to the month's total, whatever the rows", async () => {
    const stream = fc.record({
      hours: fc.integer({ min: 0, max: 31 * 24 }),
      credits: fc.integer({ min: 0, max: 40 }),
      member: fc.constantFrom("lead@acme.io", "dev@acme.io", null),
      byok: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(stream, { maxLength: 12 }), async (all) => {
        const { sweep, run, month, statements } = books();
        const rows = all.map(({ hours, credits, member, byok }, at) =>
          lead(`s${at}`, OCTOBER + hours * HOUR, credits, { member, byok, neoCost: at }),
        );
        await sweep(NOVEMBER + SETTLE, rows);
        await run();
        const [stated] = await month();
        const days = (await statements.newest("acme")).filter(({ unit }) => unit === "day");
        const sum = (parts: readonly { readonly spend: number }[]) =>
          parts.reduce((total, { spend }) => total + spend, 0);
        const total = stated?.totals.spend ?? Number.NaN;
        expect([sum(stated?.members ?? []), sum(stated?.models ?? [])]).toEqual([total, total]);
        expect(sum(days.map(({ totals }) => totals))).toBe(total);
      }),
      { numRuns: 15 },
    );
  });
});
