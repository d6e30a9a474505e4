import { describe, expect, test } from "vitest";
import {
  type Coverage,
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
  const acme: Coverage = {
    ...{ account: "acme", completeTo: at(3, 14, 13, 5), gaps: 0, settledTo: at(3, 7, 13) },
  };
  const fresh: Coverage = { ...acme, completeTo: null, settledTo: null };

  test.each<[readonly Coverage[], string]>([
    [[acme], "complete to 14:05, 0 gaps, final to 7 Mar 2026 14:00 (Europe/Berlin)"],
    [[{ ...acme, gaps: 1 }], "complete to 14:05, 1 gap, final to 7 Mar 2026 14:00 (Europe/Berlin)"],
    [[fresh], "not yet complete, 0 gaps, none of it final yet"],
    [
      [{ ...fresh, completeTo: at(3, 13, 13) }],
      "complete to 13 Mar 2026 14:00, 0 gaps, none of it final yet (Europe/Berlin)",
    ],
    [
      [acme, { ...fresh, account: "beta", completeTo: at(3, 14, 12), gaps: 2 }],
      "beta: complete to 13:00, 2 gaps, none of it final yet; " +
        "acme: complete to 14:05, 0 gaps, final to 7 Mar 2026 14:00 (Europe/Berlin)",
    ],
    [
      [{ ...acme, historyFrom: at(3, 1, 0) }],
      "complete to 14:05, 0 gaps, final to 7 Mar 2026 14:00, history read back to 1 Mar 2026 01:00 so far (Europe/Berlin)",
    ],
    [[], ""],
  ])("%#", (coverage, text) => {
    expect(coverageText(coverage, now, BERLIN)).toBe(text);
  });

  test("reads a message that was stored before it said what is final", () => {
    const { settledTo: _, ...older } = acme;
    expect(coverageText([older as Coverage], now, BERLIN)).toBe(
      "complete to 14:05, 0 gaps, none of it final yet (Europe/Berlin)",
    );
  });
});
