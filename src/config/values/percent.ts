import { PPM } from "../../core/rules/index.ts";
import { leaf, Mistake } from "./leaf.ts";
import { readPercent } from "./quantity.ts";

/** Step is a budget's step as written, with its share of the limit in parts per million. */
export interface Step {
  readonly label: string;
  readonly ppm: number;
}

/** readStep reads `80%`; null where it is no percentage above zero. */
export function readStep(text: string): Step | null {
  const ppm = readPercent(text.trim());
  return ppm === null || ppm === 0 ? null : { label: percentText(ppm), ppm };
}

/** step is a schema of one of a budget's steps. */
export const step = leaf(
  { type: "string", pattern: "^\\d+(\\.\\d+)?\\s*%$|\\$\\{", examples: ["80%", "100%"] },
  (value) =>
    (typeof value === "string" ? readStep(value) : null) ??
    new Mistake("must be a percentage of the limit such as 80%"),
);

/** percentText prints parts per million as a percentage, `12.5%`. */
export function percentText(ppm: number): string {
  return `${Number(((ppm / PPM) * 100).toFixed(4))}%`;
}
