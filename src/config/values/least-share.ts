import { leaf, Mistake } from "./leaf.ts";
import { readPercent } from "./quantity.ts";

/** leastShare is a schema of a percentage from which on something is told, in parts per million; null for `off`. */
export const leastShare = leaf(
  { type: ["string", "boolean"], pattern: "^\\d+(\\.\\d+)?\\s*%$|^off$|\\$\\{", examples: ["1%"] },
  (value): number | null | Mistake => {
    // YAML's older readers take `off` for false.
    if (value === "off" || value === false) return null;
    const ppm = typeof value === "string" ? readPercent(value.trim()) : null;
    return ppm ?? new Mistake("must be a percentage such as 1%, or off");
  },
);
