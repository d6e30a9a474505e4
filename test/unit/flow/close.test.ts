import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rule } from "../../../src/core/rules/index.ts";
import { periodAt, type Statement } from "../../../src/core/statements/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { close, reportOf } from "../../../src/flow/index.ts";
import { manualClock } from "../../support/clock.ts";
import { row, rule } from "../../support/evaluation.ts";
import { memoryLedger } from "../../support/ledger.ts";
import { memoryLog } from "../../support/log.ts";
import { memoryStatements } from "../../support/statements.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Berlin. */
const OCTOBER = Date.UTC(2026, 8, 30, 22);
const NOVEMBER = Date.UTC(2026, 9, 31, 23);
const SETTLE = 7 * DAY;
const RULES: readonly Rule[] = [
  {
    ...rule("member-month"),
    ...{ kind: "budget", time: "created_at", metric: { name: "neo_credits" } },
    window: {
      ...{ kind: "calendar", unit: "month", timezone: "Europe/Berlin" },
      ...{ weekStarts: "monday", startsOn: 1 },
    },
    ...{ limit: 50 * CREDIT, forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
    steps: [
      { ppm: 800_000, label: "80%", severity: "warning" },
      { ppm: 1_000_000, label: "100%", severity: "critical" },
    ],
  },
];
const lead = (id: string, at: number, credits: number, fields: Partial<Stream> = {}) =>
  row(id, {
    ...{ member: "lead@acme.io", createdAt: at, neoCredits: credits * CREDIT },
    ...fields,
  });

function books() {
  const ledger = memoryLedger();
  const statements = memoryStatements();
  const clock = manualClock();
  const log = memoryLog();
  const settings = {
    ...{ rules: RULES, timezone: "Europe/Berlin", usdPerCredit: 10 },
    groups: [
      {
        name: "red-team",
        members: [{ source: "lead@*", matches: (text: string) => text.startsWith("lead@") }],
      },
    ],
    accounts: [{ name: "acme", settleMs: SETTLE }],
  };
  /** A complete sweep of everything back to the beginning of October. */
  const sweep = async (at: number, streams: readonly Stream[]) => {
    clock.set(at);
    await ledger.writePage({
      ...{ account: "acme", streams, seenAt: at },
      close: {
        ...{ from: OCTOBER, to: at, watermark: at, readFrom: OCTOBER, ready: true },
        seen: new Set(streams.map(({ id }) => id)),
      },
    });
  };
  const run = async () => (await close({ ledger, statements, clock, log, settings })).stated;
  const month = async (): Promise<readonly Statement[]> =>
    statements.revisions("acme", "month", OCTOBER);
  const report = (at: number) =>
    reportOf(
      { ledger, statements, settings, now: clock.now() },
      "acme",
      periodAt("month", at, "Europe/Berlin"),
    );
  return { ledger, statements, clock, log, sweep, run, month, report };
}

const STREAMS = [
  lead("a", OCTOBER, 30),
  lead("b", NOVEMBER - 1, 15, { status: "failed", model: "haiku" }),
  lead("c", OCTOBER + DAY, 4, { member: "dev@acme.io", byok: true, llmCost: 7, neoCost: CREDIT }),
  lead("d", OCTOBER + DAY, 2, { member: null }),
  lead("e", NOVEMBER, 60),
];

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

describe("a report", () => {
  test("draws up what is not stated yet from the ledger, and says that it may change", async () => {
    const { sweep, run, report } = books();
    await sweep(NOVEMBER + DAY, STREAMS);
    expect(await report(NOVEMBER)).toMatchObject({
      state: "open",
      statement: { totals: { spend: 60 * CREDIT } },
    });
    expect(await report(OCTOBER)).toMatchObject({
      state: "unsettled",
      statement: { totals: { spend: 52 * CREDIT } },
    });
    await sweep(NOVEMBER + SETTLE, STREAMS);
    await run();
    expect(await report(OCTOBER)).toMatchObject({ state: "stated", earlier: [] });
  });

  test("shows the newest revision, with those before it", async () => {
    const { sweep, run, report } = books();
    await sweep(NOVEMBER + SETTLE, STREAMS);
    await run();
    await sweep(NOVEMBER + SETTLE, STREAMS.slice(1));
    await run();
    expect(await report(OCTOBER)).toMatchObject({
      ...{ state: "stated", statement: { revision: 1, totals: { spend: 22 * CREDIT } } },
      earlier: [{ revision: 0 }],
    });
  });
});
