import { describe, expect, test } from "vitest";
import {
  clockText,
  coverageText,
  timeText,
  windowText,
} from "../../../../src/core/message/index.ts";

const BERLIN = "Europe/Berlin";
const at = (month: number, day: number, hour: number, minute = 0) =>
  Date.UTC(2026, month - 1, day, hour, minute);

describe("times", () => {
  test("name their zone and follow it over the change to summer time", () => {
    expect(timeText(at(3, 29, 0, 59), BERLIN)).toBe("29 Mar 2026 01:59 (Europe/Berlin)");
    expect(timeText(at(3, 29, 1, 0), BERLIN)).toBe("29 Mar 2026 03:00 (Europe/Berlin)");
  });

  test("of a window are told with both ends", () => {
    const span = { name: "month", from: at(2, 28, 23), to: at(3, 14, 13, 5) };
    expect(windowText(span, BERLIN)).toBe(
      "month: 1 Mar 2026 00:00 to 14 Mar 2026 14:05 (Europe/Berlin)",
    );
    expect(windowText({ name: "", from: 0, to: 0 }, "UTC")).toBe("1 Jan 1970 00:00 (UTC)");
  });

  test("of the same day are told without the day", () => {
    expect(clockText(at(3, 14, 13), at(3, 14, 15), BERLIN)).toBe("14:00");
    expect(clockText(at(3, 13, 13), at(3, 14, 15), BERLIN)).toBe("13 Mar 2026 14:00");
  });
});

describe("coverageText", () => {
  const now = at(3, 14, 13, 6);
  const acme = { account: "acme", completeTo: at(3, 14, 13, 5), gaps: 0 };

  test.each([
    [[acme], "complete to 14:05 (Europe/Berlin), 0 gaps"],
    [[{ ...acme, gaps: 1 }], "complete to 14:05 (Europe/Berlin), 1 gap"],
    [[{ ...acme, completeTo: null }], "not yet complete, 0 gaps"],
    [
      [{ ...acme, completeTo: at(3, 13, 13) }],
      "complete to 13 Mar 2026 14:00 (Europe/Berlin), 0 gaps",
    ],
    [
      [acme, { account: "beta", completeTo: at(3, 14, 12), gaps: 2 }],
      "beta: complete to 13:00 (Europe/Berlin), 2 gaps; acme: complete to 14:05 (Europe/Berlin), 0 gaps",
    ],
    [
      [{ ...acme, historyFrom: at(3, 1, 0) }],
      "complete to 14:05 (Europe/Berlin), 0 gaps, history read back to 1 Mar 2026 01:00 (Europe/Berlin) so far",
    ],
    [[], ""],
  ])("%#", (coverage, text) => {
    expect(coverageText(coverage, now, BERLIN)).toBe(text);
  });
});
