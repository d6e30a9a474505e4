import type { Unit } from "../core/rules/index.ts";

/** Scale turns values into what an axis counts in, so that its marks are round for a reader. */
export interface Scale {
  readonly divisor: number;
  /** What the axis counts in; empty for plain counts. */
  readonly unit: string;
}

const TIMES = [
  { divisor: 86_400_000, unit: "days" },
  { divisor: 3_600_000, unit: "h" },
  { divisor: 60_000, unit: "min" },
  { divisor: 1_000, unit: "s" },
] as const;

/** scaleOf picks what an axis up to `most` counts in: credits, percent, or the largest measure of time that it has two of. */
export function scaleOf(unit: Unit, most: number): Scale {
  switch (unit) {
    case "nano":
      return { divisor: 1_000_000_000, unit: "credits" };
    case "ppm":
      return { divisor: 10_000, unit: "%" };
    case "ms":
      return TIMES.find(({ divisor }) => most >= 2 * divisor) ?? { divisor: 1, unit: "ms" };
    case "count":
      return { divisor: 1, unit: "" };
  }
}
