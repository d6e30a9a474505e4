import { describe, expect, test } from "vitest";
import { periodAt } from "../../../src/core/statements/index.ts";
import { books, CREDIT, DAY, lead, NOVEMBER, OCTOBER, SETTLE, STREAMS } from "./close-books.ts";

const BERLIN = "Europe/Berlin";
const HOUR = 3_600_000;
const OCTOBER_MONTH = periodAt("month", OCTOBER, BERLIN);
const NOVEMBER_MONTH = periodAt("month", NOVEMBER, BERLIN);

/** The same every day, for forty days: enough for a forecast. */
const STEADY = Array.from({ length: 40 }, (_, day) =>
  lead(`steady-${day}`, OCTOBER + day * DAY + 2 * HOUR, 1),
);

describe("the report of a period", () => {
  test("is compared with the equal period before it", async () => {
    const { sweep, reports } = books();
    await sweep(NOVEMBER + 40 * DAY, STREAMS);
    const [report] = await reports(NOVEMBER_MONTH, "acme");
    expect(report).toMatchObject({
      ...{ account: "acme", state: "unstated" },
      statement: { totals: { spend: 60 * CREDIT } },
      before: { unit: "month", from: OCTOBER, to: NOVEMBER, totals: { spend: 52 * CREDIT } },
    });
  });

  test("is compared, while the period runs, with as much of the one before", async () => {
    const { sweep, reports } = books();
    await sweep(NOVEMBER + 2 * DAY, STREAMS);
    const [report] = await reports(NOVEMBER_MONTH, "acme");
    expect(report).toMatchObject({
      state: "open",
      before: { from: OCTOBER, to: OCTOBER + 2 * DAY, totals: { spend: 37 * CREDIT } },
    });
  });

  test("is compared with nothing where the account was not read back so far", async () => {
    const { sweep, reports } = books();
    await sweep(NOVEMBER + SETTLE, STREAMS);
    const [report] = await reports(OCTOBER_MONTH, "acme");
    expect(report?.before).toBeNull();
    expect(report?.course.every(({ before }) => before === null)).toBe(true);
  });

  test("tells how budgets of any window stood when it ended, not how they stand now", async () => {
    const { sweep, reports } = books();
    await sweep(NOVEMBER + DAY, STREAMS);
    const week = periodAt("week", OCTOBER + DAY, BERLIN);
    const [first] = await reports(week, "acme");
    expect(first?.budgets).toMatchObject([
      {
        rule: "member-month",
        group: { member: "lead@acme.io" },
        window: "month",
        value: 30 * CREDIT,
      },
      { group: { member: "dev@acme.io" }, value: 4 * CREDIT, step: null },
      { group: { member: "(unknown)" }, value: 2 * CREDIT },
    ]);
    const [running] = await reports(NOVEMBER_MONTH, "acme");
    expect(running?.budgets).toMatchObject([{ value: 60 * CREDIT, step: "100%" }]);
  });

  test("says where the month is heading, once the account has a past to tell it by", async () => {
    const { sweep, reports } = books();
    await sweep(NOVEMBER + 9 * DAY, STEADY);
    const [report] = await reports(periodAt("week", NOVEMBER, BERLIN), "acme");
    expect(report?.heading).toMatchObject({
      ...{ unit: "month", from: NOVEMBER, spent: 9 * CREDIT },
      forecast: { p50: 30 * CREDIT },
    });
    const young = books();
    await young.sweep(NOVEMBER + DAY, [lead("first", NOVEMBER, 60)]);
    const [early] = await young.reports(OCTOBER_MONTH, "acme");
    expect(early?.heading).toMatchObject({ spent: 60 * CREDIT, forecast: null });
  });

  test("shows its course day by day beside the days before, a single day's by the hour", async () => {
    const { sweep, reports } = books();
    await sweep(NOVEMBER + 9 * DAY, STEADY);
    const second = periodAt("week", OCTOBER + 12 * DAY, BERLIN);
    const [week] = await reports(second, "acme");
    expect(week?.course).toHaveLength(7);
    expect(week?.course[0]).toEqual({
      ...{ from: second.from, to: second.from + DAY, spend: CREDIT, before: CREDIT },
    });
    const changed = periodAt("day", Date.UTC(2026, 9, 25, 12), BERLIN);
    const [day] = await reports(changed, "acme");
    expect(day?.course).toHaveLength(25);
    expect(day?.course.at(-1)).toMatchObject({ to: changed.to, before: null });
    expect(day?.course[2]).toMatchObject({ spend: CREDIT });
  });

  test("keeps accounts apart, and never stores a week: it is settled as it is drawn up", async () => {
    const { sweep, reports, run, statements } = books();
    await sweep(NOVEMBER + 40 * DAY, STREAMS);
    await run();
    const week = periodAt("week", OCTOBER + 6 * DAY, BERLIN);
    const [acme, beta] = await reports(week, "acme", "beta");
    expect(acme).toMatchObject({ account: "acme", state: "settled" });
    expect(beta).toMatchObject({ account: "beta", state: "partial", budgets: [], heading: null });
    expect((await statements.newest("acme")).map(({ unit }) => unit)).not.toContain("week");
  });
});
