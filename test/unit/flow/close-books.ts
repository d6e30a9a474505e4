import type { Rule } from "../../../src/core/rules/index.ts";
import { type Period, periodAt, type Statement } from "../../../src/core/statements/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { close, reportAccounts, statedOf } from "../../../src/flow/index.ts";
import { manualClock } from "../../support/clock.ts";
import { row, rule } from "../../support/evaluation.ts";
import { memoryLedger } from "../../support/ledger.ts";
import { memoryLog } from "../../support/log.ts";
import { memoryStatements } from "../../support/statements.ts";

export const CREDIT = 1_000_000_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Midnight in Berlin. */
export const OCTOBER = Date.UTC(2026, 8, 30, 22);
export const NOVEMBER = Date.UTC(2026, 9, 31, 23);
export const SETTLE = 7 * DAY;
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
/** lead is a stream of the lead's. */
export const lead = (id: string, at: number, credits: number, fields: Partial<Stream> = {}) =>
  row(id, {
    ...{ member: "lead@acme.io", createdAt: at, neoCredits: credits * CREDIT },
    ...fields,
  });

/** books is an account of which a month is stated and reported. */
export function books() {
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
    statedOf(
      { ledger, statements, settings, now: clock.now() },
      { name: "acme", settleMs: SETTLE },
      periodAt("month", at, "Europe/Berlin"),
    );
  /** The whole report of a period, for each of some accounts. */
  const reports = (period: Period, ...accounts: readonly string[]) =>
    reportAccounts(
      { ledger, statements, settings, now: clock.now() },
      accounts.map((name) => ({ name, settleMs: SETTLE })),
      period,
    );
  return { ledger, statements, clock, log, sweep, run, month, report, reports };
}

/** STREAMS are those of October, and one of November. */
export const STREAMS = [
  lead("a", OCTOBER, 30),
  lead("b", NOVEMBER - 1, 15, { status: "failed", model: "haiku" }),
  lead("c", OCTOBER + DAY, 4, { member: "dev@acme.io", byok: true, llmCost: 7, neoCost: CREDIT }),
  lead("d", OCTOBER + DAY, 2, { member: null }),
  lead("e", NOVEMBER, 60),
];
