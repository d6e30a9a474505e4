import { describe, expect, test } from "vitest";
import { isSameHappening } from "../../../../src/core/alerts/index.ts";

/** A value that was out of memory until `to`, ten days long. */
const shown = (to: number) => ({
  kind: "new_value" as const,
  window: { name: "10d", from: to - 10, to },
});

describe("a happening that was stored under the same id", () => {
  test.each([
    ["the same row", 50, 50, true],
    ["a row a moment later", 50, 51, true],
    ["a row within the memory", 50, 59, true],
    ["a row once the memory is over", 50, 60, false],
    ["a late row before it, within the memory", 50, 41, true],
    ["a late row so long before it that it was news of its own", 50, 40, false],
  ])("of a new value is the one found where that is %s", (_case, stored, found, same) => {
    expect(isSameHappening(shown(found), shown(stored).window)).toBe(same);
  });

  test("of a stream is the one found, whatever has become of the stream", () => {
    const stored = { from: 1, to: 1 };
    for (const to of [1, 2, 50]) {
      const window = { name: "stream", from: to, to };
      expect(isSameHappening({ kind: "stream", window }, stored)).toBe(true);
    }
  });
});
