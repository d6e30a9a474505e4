import type { AccountReport } from "../../src/core/reports/index.ts";
import type { Statement, Totals } from "../../src/core/statements/index.ts";

const CREDIT = 1_000_000_000;
/** BERLIN is the zone of the reports. */
export const BERLIN = "Europe/Berlin";
/** OCTOBER is a month in Berlin. */
export const OCTOBER = {
  unit: "month",
  from: Date.UTC(2026, 8, 30, 22),
  to: Date.UTC(2026, 9, 31, 23),
} as const;
/** NOW is when the reports are drawn up. */
export const NOW = Date.UTC(2026, 10, 20, 12);

const totals = (streams: number, credits: number, fields: Partial<Totals> = {}): Totals => ({
  ...{ streams, spend: credits * CREDIT, neoCredits: credits * CREDIT },
  ...{ byokLlmCost: 0, byokNeoCost: 0, wasted: 0 },
  ...fields,
});
const lead = totals(1_200, 1_045.25, { wasted: 3 * CREDIT });
const dev = totals(3, 5, {
  neoCredits: 4 * CREDIT,
  byokLlmCost: 7.5 * CREDIT,
  byokNeoCost: CREDIT,
});
/** octoberStatement is a revised statement with everything in it. */
export const octoberStatement: Statement = {
  ...{
    account: "acme",
    ...OCTOBER,
    timezone: BERLIN,
    usdPerCredit: 10,
    at: NOW,
    seq: 9,
    revision: 1,
  },
  totals: totals(1_203, 1_050.25, {
    ...{ byokLlmCost: 7.5 * CREDIT },
    byokNeoCost: CREDIT,
    wasted: 3 * CREDIT,
  }),
  members: [
    { name: "lead@acme.io", ...lead },
    { name: "=dev|@acme.io,\u001b[31m", ...dev },
  ],
  models: [{ name: "opus", ...lead }],
  centres: [{ name: "red-team", ...lead }],
  statuses: { completed: 1_200, failed: 3 },
  budgets: [
    {
      ...{
        rule: "member-month",
        group: { member: "lead@acme.io" },
        metric: { name: "neo_credits" },
      },
      ...{ unit: "nano", limit: 1_000 * CREDIT, value: 1_045.25 * CREDIT, step: "100%" },
    },
    {
      ...{ rule: "runs", group: {}, metric: { name: "streams" } },
      ...{ unit: "count", limit: 5_000, value: 1_203, step: null },
    },
  ],
  differences: [{ what: "spend", unit: "nano", was: 1_044 * CREDIT, now: 1_050.25 * CREDIT }],
  proof: {
    ...{
      completeTo: NOW - 60_000,
      gaps: 0,
      readFrom: Date.UTC(2026, 8, 1),
      settledTo: NOW - 7 * 86_400_000,
      summary: "usable",
      auditedAt: NOW - 3_600_000,
    },
    drift: ["2026-10-05, lead@acme.io: 3.00 here, 4.00 there"],
  },
};
/** nothingElse is what a report of an account without anything else to say has. */
const nothingElse = { earlier: [], before: null, budgets: [], heading: null, course: [] };
const SEPTEMBER = { unit: "month", from: Date.UTC(2026, 7, 31, 22), to: OCTOBER.from } as const;
const DAY = 86_400_000;

/** octoberReport is a report with everything in it, beside the month before. */
export const octoberReport: AccountReport = {
  ...{ account: "acme", state: "stated", statement: octoberStatement },
  earlier: [{ ...octoberStatement, revision: 0 }],
  before: {
    ...{
      ...SEPTEMBER,
      totals: totals(900, 840.2),
      models: [{ name: "opus", ...totals(900, 840.2) }],
    },
    members: [
      { name: "lead@acme.io", ...totals(890, 836.2) },
      { name: "left@acme.io", ...totals(10, 4) },
    ],
    centres: [],
  },
  budgets: [
    {
      ...{ rule: "team-quarter", group: { group: "red-team" }, metric: { name: "spend" } },
      ...{ window: "quarter", unit: "nano", limit: 5_000 * CREDIT, value: 1_045.25 * CREDIT },
      step: null,
    },
  ],
  heading: {
    ...{ unit: "month", from: OCTOBER.to, until: OCTOBER.to + 30 * DAY, spent: 700 * CREDIT },
    forecast: { p10: 980 * CREDIT, p50: 1_040 * CREDIT, p90: 1_110.5 * CREDIT },
  },
  course: [12, 30.5, 0, 41, 8].map((spend, day) => ({
    ...{ from: OCTOBER.from + day * DAY, to: OCTOBER.from + (day + 1) * DAY },
    ...{ spend: spend * CREDIT, before: day === 4 ? null : 10 * day * CREDIT },
  })),
};

/** emptyReport is that of an account of which nothing is read. */
export const emptyReport: AccountReport = {
  ...{ ...nothingElse, account: "beta", state: "partial" },
  statement: {
    ...{ ...octoberStatement, account: "beta", revision: 0, differences: [] },
    ...{ totals: totals(0, 0), members: [], models: [], centres: [], statuses: {}, budgets: [] },
    proof: {
      ...{ completeTo: null, gaps: 2, readFrom: null, settledTo: null },
      ...{ summary: "unknown", auditedAt: null, drift: [] },
    },
  },
};
