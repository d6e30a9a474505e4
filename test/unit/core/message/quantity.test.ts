import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bareQuantity,
  duration,
  quantity,
  roundQuantity,
  share,
} from "../../../../src/core/message/index.ts";
import type { Unit } from "../../../../src/core/rules/index.ts";

const CREDIT = 1_000_000_000;

describe("quantities", () => {
  test.each<[number, Unit, string, string, string]>([
    [41.2 * CREDIT, "nano", "41.20 credits ($412.00)", "41.20", "41.20"],
    [50 * CREDIT, "nano", "50.00 credits ($500.00)", "50.00", "50"],
    [1_234.5 * CREDIT, "nano", "1,234.50 credits ($12,345.00)", "1,234.50", "1,234.50"],
    [0, "nano", "0.00 credits ($0.00)", "0.00", "0"],
    [1_234_567, "nano", "0.0012 credits ($0.01)", "0.0012", "0.0012"],
    [3, "nano", "0.000000003 credits ($0.00)", "0.000000003", "0.000000003"],
    [-2.5 * CREDIT, "nano", "-2.50 credits (-$25.00)", "-2.50", "-2.50"],
    [340_000, "ppm", "34.0 %", "34.0 %", "34 %"],
    [199_999, "ppm", "19.9 %", "19.9 %", "19.9 %"],
    [12_345, "count", "12,345", "12,345", "12,345"],
    [4_800_000, "ms", "1 h 20 min", "1 h 20 min", "1 h 20 min"],
  ])("%d %s", (value, unit, full, bare, round) => {
    expect(quantity(value, unit, 10)).toBe(full);
    expect(bareQuantity(value, unit)).toBe(bare);
    expect(roundQuantity(value, unit)).toBe(round);
  });

  test.each([
    [0, "0 ms"],
    [120, "120 ms"],
    [45_000, "45 s"],
    [60_000, "1 min"],
    [3_605_000, "1 h"],
    [86_400_000 * 2 + 3_600_000 * 3, "2 d 3 h"],
    [-45_000, "-45 s"],
  ])("%d ms lasts %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  test.each([
    [41.2 * CREDIT, 50 * CREDIT, "82 %"],
    [50 * CREDIT - 1, 50 * CREDIT, "99 %"],
    [50 * CREDIT, 50 * CREDIT, "100 %"],
    [9_000_000 * CREDIT, 1, "900,000,000,000,000,000 %"],
    [1, 0, ""],
  ])("%d of %d is %s", (value, whole, text) => {
    expect(share(value, whole)).toBe(text);
  });

  test("a share reads as 100 % or more exactly when the limit is reached", () => {
    const amount = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amount, amount, (value, whole) => {
        const percent = Number(share(value, whole).replace(/[ %,]/g, ""));
        expect(percent >= 100).toBe(value >= whole);
      }),
    );
  });
});
