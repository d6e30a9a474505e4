import { describe, expect, it } from "vitest";
import {
  type AccountReport,
  reportCsv,
  reportMarkdown,
  reportPage,
  reportText,
} from "../../../../src/core/reports/index.ts";
import { emptyReport, octoberReport } from "../../../support/reports.ts";

const reports = [octoberReport, emptyReport];

describe("a report", () => {
  it.each([
    ["txt", reportText],
    ["md", reportMarkdown],
    ["csv", reportCsv],
    ["html", reportPage],
  ])("looks as agreed as %s", async (extension, format) => {
    const golden = `../../../golden/report/month.${extension}`;
    await expect(format(reports)).toMatchFileSnapshot(golden);
  });

  it("lists its spend only by what is asked for, in that order", () => {
    const text = reportText([octoberReport], { by: ["model", "member"] });
    expect(text).not.toContain("By cost centre");
    expect(text.indexOf("By model")).toBeLessThan(text.indexOf("By member"));
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
    ["settled", "Settled: its numbers can no longer change; as of 20 Nov"],
  ])("says how final it is: %s", (state, said) => {
    expect(reportText([{ ...octoberReport, state }])).toContain(said);
  });

  it("says that it is compared with nothing where the account was not read back so far", () => {
    const text = reportText([{ ...octoberReport, before: null }]);
    expect(text).toContain("Not compared with the month before");
    expect(text).not.toContain("Change");
  });

  it("compares what still runs with as much of the period before", () => {
    const { from, to } = octoberReport.statement;
    const statement = { ...octoberReport.statement, from: from + 1, to: to + 40 * 86_400_000 };
    const text = reportText([{ ...octoberReport, state: "open", statement }]);
    expect(text).toContain("Compared with as much of the month before: 1 Sep 2026 00:00 to 1 Oct");
  });

  it("shows names from data as text and no markup", () => {
    const statement = {
      ...octoberReport.statement,
      members: [{ name: "<img src=x onerror=alert(1)>", ...octoberReport.statement.totals }],
    };
    const page = reportPage([{ ...octoberReport, statement }]);
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src=x");
  });
});
