import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, cleanText, LONGEST_NAME, LONGEST_TEXT } from "../../../src/neo/clean-text.ts";

test.each([
  ["a NUL", "a\0b", "a\uFFFDb"],
  ["a high surrogate alone", "a\uD83D", "a\uFFFD"],
  ["a low surrogate alone", "\uDE00b", "\uFFFDb"],
  ["a whole pair, which is kept", "a😀b", "a😀b"],
  ["other control characters, which are kept", "a\u0001\n", "a\u0001\n"],
])("replaces what cannot be stored: %s", (_, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test("cuts long texts, and a pair that the cut splits becomes a replacement sign", () => {
  expect(cleanText("x".repeat(LONGEST_TEXT + 5))).toHaveLength(LONGEST_TEXT);
  expect(cleanName(`${"x".repeat(LONGEST_NAME - 1)}😀`).endsWith("x\uFFFD")).toBe(true);
});

test("whatever comes is valid UTF-8 afterwards and holds no NUL", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(0xffff), (text, unit) => {
      const clean = cleanText(`${text}\0${String.fromCharCode(unit)}${text}`);
      expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
      expect(clean).not.toContain("\0");
    }),
  );
});
