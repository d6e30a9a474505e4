import { describe, expect, it } from "vitest";
import { closedText } from "../../../../src/core/message/closed-text.ts";
import { budget, firing } from "../../../support/findings.ts";

describe("the headline of a period that is over", () => {
  const cases: readonly [string, string, string][] = [
    ["month", "2026-10-01T00:00:00+09:00", "October 2026"],
    ["month", "2026-10-15T00:00:00Z", "month from 15 October 2026"],
    ["day", "2026-10-05T00:00:00+02:00", "5 October 2026"],
    ["hour", "2026-10-05T14:00:00Z", "5 October 2026 14:00"],
    ["week", "2026-10-05T00:00:00Z", "week from 5 October 2026"],
    ["quarter", "2026-10-01T00:00:00Z", "quarter from 1 October 2026"],
    ["year", "2026-01-01T00:00:00Z", "2026"],
    ["year", "2026-04-01T00:00:00Z", "year from 1 April 2026"],
  ];
  it.each(cases)("of a %s from %s names it as its own zone has it", (name, window, text) => {
    const found = budget(100, 52, { key: window, window: { name, from: 0, to: 1 }, closed: true });
    expect(closedText(firing(found, 0))).toBe(
      `${text}, closed: x@y reached 104 % of 50 credits after late rows (52.00)`,
    );
  });
});
