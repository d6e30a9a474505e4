import { creditsText, usdText } from "../../core/money.ts";
import type { Unit } from "../../core/rules/index.ts";
import { durationText } from "../values/duration.ts";
import { percentText } from "../values/percent.ts";

/** quantityText prints a limit the way the configuration takes it: `50 credits`, `20%`, `1h30m`, `100`. */
export function quantityText(value: number, unit: Unit): string {
  switch (unit) {
    case "nano":
      return `${creditsText(value)} ${value === 1_000_000_000 ? "credit" : "credits"}`;
    case "ppm":
      return percentText(value);
    case "ms":
      return durationText(value);
    case "count":
      return String(value);
  }
}

/** quantityWithUsd prints a limit, and an amount of credits in US dollars as well. */
export function quantityWithUsd(value: number, unit: Unit, usdPerCredit: number): string {
  const text = quantityText(value, unit);
  return unit === "nano" ? `${text} (${usdText(value, usdPerCredit)})` : text;
}
