import fc from "fast-check";
import { expect, it } from "vitest";
import { leading } from "../../../../src/core/engine/leading.ts";

it("picks what sorting all and cutting would", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(12), (numbers, most) => {
      const larger = (a: number, b: number) => b - a;
      expect(leading(numbers, most, larger)).toEqual([...numbers].sort(larger).slice(0, most));
    }),
  );
});
