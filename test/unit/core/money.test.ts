import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AmountError,
  creditsText,
  nanoFromNumber,
  nanoFromText,
  nanoFromUsd,
  roundedCredits,
  usdText,
} from "../../../src/core/money.ts";

describe("nano-credits", () => {
  it.each([
    ["0", 0],
    ["1", 1_000_000_000],
    ["0.1", 100_000_000],
    ["0.000000001", 1],
    ["1e-9", 1],
    ["1.5E3", 1_500_000_000_000],
    ["-0.25", -250_000_000],
    ["0.0000000005", 0], // half goes to the even neighbour
    ["0.0000000015", 2],
    ["0.0000000025", 2],
    ["0.00000000250000000001", 3],
    ["9007199.254740991", Number.MAX_SAFE_INTEGER],
    ["0e31", 0],
    ["10e-10", 1],
    ["+2", 2_000_000_000],
  ])("reads %s as %d", (text, nano) => {
    expect(nanoFromText(text)).toBe(nano);
  });

  it.each(["", "abc", "1,5", "0x10", "NaN", "Infinity", "1.2.3", "9007199.254740992", "1e40"])(
    "refuses %j",
    (text) => {
      expect(() => nanoFromText(text)).toThrow(AmountError);
    },
  );

  it.each([
    ["1,5", '"1,5" is not a decimal number of credits'],
    ["9007199.254740992", '"9007199.254740992" credits are more than can be kept exactly'],
    ["1e999999999", '"1e999999999" credits are more than can be kept exactly'],
  ])("says of %j why it is refused", (text, message) => {
    expect(() => nanoFromText(text)).toThrow(message);
    expect(() => nanoFromText(text)).toThrow(expect.objectContaining({ name: "AmountError" }));
  });

  it("knows no negative zero", () => {
    for (const zero of [nanoFromText("-0"), nanoFromText("-0.0000000001"), nanoFromNumber(-0)]) {
      expect(Object.is(zero, 0)).toBe(true);
    }
  });

  it.each([
    [8_443_860.09844526, 8_443_860_098_445_260],
    [-8_443_860.09844526, -8_443_860_098_445_260],
    [1_000_000, 1e15],
    [-1_000_000, -1e15],
  ])("reads %d, which has more digits than a number tells apart, by its text", (value, nano) => {
    expect(nanoFromNumber(value)).toBe(nanoFromText(String(value)));
    expect(nanoFromNumber(value)).toBe(nano);
  });

  it("sums 0.1 and 0.2 to exactly 0.3", () => {
    expect(nanoFromNumber(0.1) + nanoFromNumber(0.2)).toBe(nanoFromNumber(0.3));
  });

  it("prints every amount so that it is read back as the same amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (nano) => {
        expect(nanoFromText(creditsText(nano))).toBe(nano);
      }),
    );
  });

  it("reads a number and its shortest decimal text as the same amount", () => {
    const decimal = fc
      .tuple(fc.maxSafeNat(), fc.nat({ max: 18 }))
      .map(([digits, places]) => Number(`${digits}e-${places}`));
    const value = fc.oneof(decimal, fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(
        value.filter((one) => Math.abs(one) < 9e6),
        (one) => {
          expect(nanoFromNumber(one)).toBe(nanoFromText(String(one)));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("reads any API number to within half a nano-credit of its shortest decimal text", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (value) => {
        expect(Math.abs(nanoFromNumber(value) / 1e9 - value)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it.each([
    [41_200_000_000, "41.20"],
    [1_234_567_890_000, "1,234.57"],
    [5_000_000, "0.00"], // half to even
    [15_000_000, "0.02"],
    [-41_200_000_000, "-41.20"],
    [0, "0.00"],
    [-1, "0.00"],
    [1_234_567_000_000_000, "1,234,567.00"],
  ])("rounds %d for reading to %s", (nano, text) => {
    expect(roundedCredits(nano)).toBe(text);
  });

  it.each([
    [41_500_000_000, 0, "42"],
    [40_500_000_000, 0, "40"],
    [1_234_567_890, 9, "1.234567890"],
  ])("rounds %d to %d decimals as %s", (nano, decimals, text) => {
    expect(roundedCredits(nano, decimals)).toBe(text);
  });

  it.each([
    [41_200_000_000, 10, "$412.00"],
    [1_000_000, 10, "$0.01"],
    [1_234_500_000_000, 10, "$12,345.00"],
    [1_000_000_000, 7.5, "$7.50"],
    [0, 10, "$0.00"],
    [-1_000_000_000, 10, "$-10.00"],
  ])("shows %d nano-credits at $%d a credit as %s", (nano, rate, text) => {
    expect(usdText(nano, rate)).toBe(text);
  });

  it.each([
    ["1200", 10, 120_000_000_000],
    ["0.01", 10, 1_000_000],
    ["10", 3, 3_333_333_333],
    ["20", 3, 6_666_666_667],
    ["0.000000001", 2, 0], // half to even
    ["0.000000003", 2, 2],
    ["0.000000005", 2, 2],
  ])("turns $%s at $%d a credit into %d nano-credits", (dollars, rate, nano) => {
    expect(nanoFromUsd(dollars, rate)).toBe(nano);
  });
});
