import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationText, readDuration } from "../../../src/config/values/duration.ts";
import { readMatcher } from "../../../src/config/values/label-matcher.ts";
import { Mistake } from "../../../src/config/values/leaf.ts";
import { readPattern } from "../../../src/config/values/pattern.ts";
import { percentText, readStep } from "../../../src/config/values/percent.ts";
import { readAmount, readPercent, readQuantity } from "../../../src/config/values/quantity.ts";
import { timezone } from "../../../src/config/values/timezone.ts";
import { window } from "../../../src/config/values/window.ts";

describe("durations", () => {
  it.each([
    ["500ms", 500],
    ["30s", 30_000],
    ["10m", 600_000],
    ["1h", 3_600_000],
    ["7d", 604_800_000],
    ["2w", 1_209_600_000],
    ["1h30m", 5_400_000],
    ["0.5h", 1_800_000],
  ])("reads %s", (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(["", "30", "s", "-5m", "5 m", "1H", "1h 30m", "1y", "99999999999999999w"])(
    "takes %j for no duration",
    (text) => {
      expect(readDuration(text)).toBeNull();
    },
  );

  it("prints what it reads back to the same length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
        expect(readDuration(durationText(ms))).toBe(ms);
      }),
    );
  });
});

describe("amounts", () => {
  it.each([
    ["50 credits", 50_000_000_000],
    ["1 credit", 1_000_000_000],
    ["0.5 credits", 500_000_000],
    ["0.000000001 credits", 1],
    ["50credits", 50_000_000_000],
    ["$1200", 120_000_000_000],
    ["$1,200.50", 120_050_000_000],
    ["1,200.50 USD", 120_050_000_000],
    ["$0.01", 1_000_000],
  ])("reads %s exactly, at 10 dollars a credit", (text, nano) => {
    expect(readAmount(text, 10)).toBe(nano);
  });

  it.each([
    "50",
    "50 apples",
    "-5 credits",
    "$1,20",
    "$",
    "€50",
    "1e3 credits",
    "99999999999 credits",
  ])("takes %j for no amount", (text) => {
    expect(readAmount(text, 10)).toBeNull();
  });

  it("follows the price of a credit", () => {
    expect(readAmount("$500", 20)).toBe(25_000_000_000);
  });
});

describe("quantities", () => {
  it.each([
    ["nano", "20%", "must be an amount such as 50 credits"],
    ["count", "50 credits", "must be a number such as 100"],
    ["ppm", "5m", "must be a percentage such as 20%"],
    ["ms", "20%", "must be a duration such as 500ms"],
  ] as const)("says what a metric in %s takes when it is given %s", (unit, raw, message) => {
    const result = readQuantity({ raw }, "the metric", unit, 10);
    expect(result).toBeInstanceOf(Mistake);
    expect((result as Mistake).message).toContain(message);
  });

  it("reads percentages as whole parts per million", () => {
    expect(["20%", "0.5%", "12.34 %", "150%"].map(readPercent)).toEqual([
      200_000, 5_000, 123_400, 1_500_000,
    ]);
    expect(readPercent("0.00001%")).toBeNull();
  });

  it("prints every step the way it is read", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (ppm) => {
        expect(readStep(percentText(ppm))?.ppm).toBe(ppm);
      }),
    );
  });
});

describe("windows", () => {
  it.each([
    ["month", { kind: "calendar", unit: "month", weekStarts: "monday", startsOn: 1 }],
    ["1h", { kind: "rolling", ms: 3_600_000 }],
    [
      { calendar: "month", starts_on: 15 },
      { kind: "calendar", unit: "month", weekStarts: "monday", startsOn: 15 },
    ],
    [
      { calendar: "week", week_starts: "sunday" },
      { kind: "calendar", unit: "week", weekStarts: "sunday", startsOn: 1 },
    ],
  ])("reads %j", (raw, expected) => {
    expect(window.parse(raw)).toEqual(expected);
  });

  it.each(["30s", "billing", 5, [], { calendar: "fortnight" }, { calendar: "day", starts_on: 2 }])(
    "refuses %j",
    (raw) => {
      expect(window.safeParse(raw).success).toBe(false);
    },
  );
});

describe("time zones", () => {
  it.each(["UTC", "Europe/Berlin", "America/New_York"])("accepts %s", (zone) => {
    expect(timezone.parse(zone)).toBe(zone);
  });

  it.each(["Berlin", "+02:00", "Mars/Olympus", "", 5])("refuses %j", (zone) => {
    expect(timezone.safeParse(zone).success).toBe(false);
  });
});

describe("patterns", () => {
  const matches = (pattern: string, text: string, ignoreCase = false) => {
    const read = readPattern(pattern, ignoreCase);
    if (read instanceof Mistake) throw new Error(read.message);
    return read.matches(text);
  };

  it.each([
    ["*@red.acme.io", "lead@red.acme.io", true],
    ["*@red.acme.io", "lead@redxacme.io", false],
    ["*@red.acme.io", "lead@red.acme.io.evil", false],
    ["opus-?", "opus-4", true],
    ["opus-?", "opus-44", false],
    ["a.b", "axb", false],
    ["/time.?out/", "a timeout of 30s", true],
    ["/^timeout/", "a timeout", false],
    ["/TIMEOUT/i", "a timeout", true],
    ["/TIMEOUT/", "a timeout", false],
    ["*", "two\nlines", true],
    ["(unknown)", "(unknown)", true],
  ])("matches %s against %j: %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it("takes e-mail addresses in upper and lower case alike", () => {
    expect(matches("Lead@Acme.io", "lead@acme.io", true)).toBe(true);
    expect(matches("*@ACME.io", "lead@acme.io", true)).toBe(true);
  });

  it("matches any text by itself when it holds no sign of a pattern", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(!/[*?]|^\/.+\/i?$/.test(text));
        expect(matches(text, text)).toBe(true);
        expect(matches(text, `${text}x`)).toBe(false);
      }),
    );
  });

  it("takes linear time for a pattern that makes backtracking explode", () => {
    const started = performance.now();
    expect(matches("/^(a+)+$/", `${"a".repeat(5_000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("matchers", () => {
  it.each([
    ['severity="critical"', "critical", true],
    ["severity=critical", "critical", true],
    ['severity!="critical"', "warning", true],
    ['member=~".*@acme.io"', "a@acme.io", true],
    ['member=~"acme"', "a@acme.io", false],
    ['model!~"opus|sonnet"', "haiku", true],
    ['model!~"opus|sonnet"', "opus", false],
    ['team=""', "", true],
    ['name="say \\"hi\\""', 'say "hi"', true],
  ])("reads %s and matches %j: %s", (text, value, expected) => {
    const matcher = readMatcher(text);
    if (matcher instanceof Mistake) throw new Error(matcher.message);
    expect(matcher.matches(value)).toBe(expected);
    expect(matcher.source).toBe(text);
  });

  it.each(["severity", '="x"', "a b=c", 'severity=="x"', 'member=~"(a"', ""])(
    "takes %j for no matcher",
    (text) => {
      expect(readMatcher(text)).toBeInstanceOf(Mistake);
    },
  );
});
