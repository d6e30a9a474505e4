import { describe, expect, it } from "vitest";
import { formatAsked } from "../../../src/cli/report/formats.ts";
import { partsAsked } from "../../../src/cli/report/parts-asked.ts";
import { periodAsked } from "../../../src/cli/report/period-asked.ts";
import { OperatorError } from "../../../src/core/errors.ts";
import { BERLIN, NOW, OCTOBER } from "../../support/reports.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

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
    ["2026-W41", Date.UTC(2026, 9, 4, 22)],
    ["2026-10-11", Date.UTC(2026, 9, 4, 22)],
    ["2025-W01", Date.UTC(2024, 11, 29, 23)],
    ["2020-W53", Date.UTC(2020, 11, 27, 23)],
  ])("is the week %s, from Monday", (week, from) => {
    expect(periodAsked({ week }, BERLIN, NOW)).toEqual({ unit: "week", from, to: from + 7 * DAY });
  });

  it("is a range of days, the last one included; up to today where none is named", () => {
    const from = Date.UTC(2026, 9, 23, 22);
    expect(periodAsked({ from: "2026-10-24", to: "2026-10-25" }, BERLIN, NOW)).toEqual({
      ...{ unit: "range", from, to: from + 2 * DAY + HOUR },
    });
    expect(periodAsked({ from: "2026-11-19" }, BERLIN, NOW).to).toBe(Date.UTC(2026, 10, 20, 23));
  });

  it.each([
    [{ month: "10" }, "such as 2026-10"],
    [{ month: "2026-13" }, "such as 2026-10"],
    [{ day: "2026-02-30" }, "such as 2026-10-05"],
    [{ day: "2026-10" }, "such as 2026-10-05"],
    [{ month: "2026-12" }, "has not begun yet"],
    [{ last: "year" }, "day, week or month"],
    [{ week: "2026-W54" }, "such as 2026-W41"],
    [{ week: "2025-W53" }, "such as 2026-W41"],
    [{ week: "10" }, "such as 2026-W41"],
    [{ week: "2026-W49" }, "has not begun yet"],
    [{ to: "2026-10-05" }, "needs --from"],
    [{ from: "2026-10-05", to: "2026-10-04" }, "ends before it begins"],
    [{ from: "2026-12-01" }, "has not begun yet"],
    [{ from: "10" }, "a day such as"],
    [{ from: "2026-10-05", to: "5" }, "a day such as"],
    [{ from: "2026-10-05", day: "2026-10-05" }, "one of"],
    [{ month: "2026-10", last: "day" }, "one of"],
  ])("is refused where it is %j", (texts, part) => {
    const asked = () => periodAsked(texts, BERLIN, NOW);
    expect(asked).toThrow(OperatorError);
    expect(asked).toThrow(part);
  });
});

describe("the format that is asked for", () => {
  it.each([
    [undefined, undefined, "text"],
    [undefined, "october.html", "html"],
    [undefined, "a/october.md", "markdown"],
    [undefined, "october.csv", "csv"],
    [undefined, "october", "text"],
    ["csv", "october.html", "csv"],
    [undefined, "october.constructor", "text"],
  ])("%s for the file %s is %s", (text, file, format) => {
    expect(formatAsked(text, file)).toBe(format);
  });

  it("is refused where there is no such format", () => {
    expect(() => formatAsked("pdf", undefined)).toThrow("text, markdown, csv or html");
  });
});

describe("the parts that are asked for", () => {
  it("are all, or those that are named, in their order", () => {
    expect(partsAsked(undefined)).toEqual(["member", "group", "model"]);
    expect(partsAsked("model, member")).toEqual(["model", "member"]);
    expect(() => partsAsked("task")).toThrow(OperatorError);
  });
});
