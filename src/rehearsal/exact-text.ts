import { creditsText } from "../core/money.ts";
import { PPM, type Unit } from "../core/rules/index.ts";
import { durationName } from "../core/time/index.ts";

/** exactText prints a value with every digit, the way tests write it: `42 credits`, `33.3333%`, `10m`, `7`. */
export function exactText(value: number, unit: Unit): string {
  switch (unit) {
    case "nano":
      return `${creditsText(value)} credits`;
    case "ppm":
      return `${Number(((value * 100) / PPM).toFixed(4))}%`;
    case "ms":
      return durationName(value);
    case "count":
      return String(value);
  }
}
