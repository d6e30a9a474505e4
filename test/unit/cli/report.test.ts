import { describe, expect, it } from "vitest";
import type { AccountReport } from "../../../src/app/index.ts";
import { periodAsked } from "../../../src/cli/report/period-asked.ts";
import { REPORT_FORMATS, type ReportFormat } from "../../../src/cli/report/report-text.ts";
import { OperatorError } from "../../../src/core/errors.ts";
import type { Statement, Totals } from "../../../src/core/statements/index.ts";

const CREDIT = 1_000_000_000;
const BERLIN = "Europe/Berlin";
const OCTOBER = {
  unit: "month",
  from: Date.UTC(2026, 8, 30, 22),
  to: Date.UTC(2026, 9, 31, 23),
} as const;
const NOW = Date.UTC(2026, 10, 20, 12);

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
const statement: Statement = {
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
const reports: readonly AccountReport[] = [
  { account: "acme", state: "stated", statement, earlier: [{ ...statement, revision: 0 }] },
  {
    ...{ account: "beta", state: "partial", earlier: [] },
    statement: {
      ...{ ...statement, account: "beta", revision: 0, differences: [], totals: totals(0, 0) },
      ...{ members: [], models: [], centres: [], statuses: {}, budgets: [] },
      proof: {
        ...{ completeTo: null, gaps: 2, readFrom: null, settledTo: null },
        ...{ summary: "unknown", auditedAt: null, drift: [] },
      },
    },
  },
];

describe("a report", () => {
  const formats: readonly [ReportFormat, string][] = [
    ["text", "txt"],
    ["markdown", "md"],
    ["csv", "csv"],
  ];
  it.each(formats)("looks as agreed as %s", async (format, extension) => {
    const golden = `../../golden/report/month.${extension}`;
    await expect(REPORT_FORMATS[format](reports)).toMatchFileSnapshot(golden);
  });

  it.each<[AccountReport["state"], string]>([
    ["stated", "Revision 1, stated on 20 Nov 2026 13:00 (Europe/Berlin); what was stated before"],
    [
      "partial",
      "Partial, provisional: the account is read back to 1 Sep 2026 02:00 (Europe/Berlin) only, and what the period had before is missing.",
    ],
    ["open", "Open, provisional: the period still runs. It may still change; as of 20 Nov"],
    ["unsettled", "Provisional: the period is over and not settled yet. It may still change"],
    ["unstated", "Settled and not stated yet: a running daemon states it within the hour. As of"],
  ])("says how final it is: %s", (state, said) => {
    expect(REPORT_FORMATS.text([{ account: "acme", state, statement, earlier: [] }])).toContain(
      said,
    );
  });
});

describe("the period that is asked for", () => {
  const month = (from: number, to: number) => ({ unit: "month", from, to });
  it("is the month before the present one where none is named", () => {
    expect(periodAsked({}, BERLIN, NOW)).toEqual(OCTOBER);
    expect(periodAsked({ last: "month" }, BERLIN, NOW)).toEqual(OCTOBER);
  });

  it("is a month or a day of the configured zone", () => {
    expect(periodAsked({ month: "2026-10" }, BERLIN, NOW)).toEqual(OCTOBER);
    expect(periodAsked({ month: "2026-11" }, "UTC", NOW)).toEqual(
      month(Date.UTC(2026, 10), Date.UTC(2026, 11)),
    );
    const day = { unit: "day", from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 9, 25, 23) };
    expect(periodAsked({ day: "2026-10-25" }, BERLIN, NOW)).toEqual(day);
    expect(periodAsked({ last: "day" }, "UTC", NOW).from).toBe(Date.UTC(2026, 10, 19));
  });

  it.each([
    [{ month: "10" }, "such as 2026-10"],
    [{ month: "2026-13" }, "such as 2026-10"],
    [{ day: "2026-02-30" }, "such as 2026-10-05"],
    [{ day: "2026-10" }, "such as 2026-10-05"],
    [{ month: "2026-12" }, "has not begun yet"],
    [{ last: "year" }, "month or day"],
    [{ month: "2026-10", last: "day" }, "one of"],
  ])("is refused where it is %j", (texts, part) => {
    const asked = () => periodAsked(texts, BERLIN, NOW);
    expect(asked).toThrow(OperatorError);
    expect(asked).toThrow(part);
  });
});
