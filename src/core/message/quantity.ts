import { creditsText, NANO_PER_CREDIT, roundedCredits, usdText } from "../money.ts";
import type { Unit } from "../rules/spec.ts";

const PPM_PER_PERMILLE = 1_000;

/** quantity prints a value with its unit for a reader: `41.20 credits ($412.00)`, `34.0 %`, `1,204`, `1 h 20 min`. */
export function quantity(value: number, unit: Unit, usdPerCredit: number): string {
  return unit === "nano"
    ? `${credits(value)} credits (${dollars(value, usdPerCredit)})`
    : bareQuantity(value, unit);
}

/** bareQuantity prints a value without the word `credits` and without dollars, for use inside a sentence. */
export function bareQuantity(value: number, unit: Unit): string {
  if (unit === "nano") return credits(value);
  if (unit === "ppm") return `${permille(value)} %`;
  if (unit === "ms") return duration(value);
  return grouped(String(Math.round(value)));
}

/** roundQuantity prints a limit as a person would write it: `50`, not `50.00`; `20 %`, not `20.0 %`. */
export function roundQuantity(value: number, unit: Unit): string {
  if (unit === "nano" && value % NANO_PER_CREDIT === 0) return grouped(creditsText(value));
  return unit === "ppm" ? `${permille(value).replace(/\.0$/, "")} %` : bareQuantity(value, unit);
}

/** share prints value / whole in whole percent, rounded down so that 99.9 % never reads as reached; empty without a whole. */
export function share(value: number, whole: number): string {
  if (whole <= 0) return "";
  return `${grouped(String((BigInt(Math.round(value)) * 100n) / BigInt(Math.round(whole))))} %`;
}

/** times prints how many times the whole a value is: `5.1`. */
export function times(value: number, whole: number): string {
  return grouped((value / whole).toFixed(1));
}

/** duration prints a stretch of time in its two largest units: `2 d 3 h`, `1 h 20 min`, `45 s`, `120 ms`. */
export function duration(ms: number): string {
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(" ");
}

/** Amounts below a cent of a credit would read as 0.00: they keep their first two digits instead. */
function credits(nano: number): string {
  const size = Math.abs(nano);
  if (size === 0 || size >= NANO_PER_CREDIT / 100) return roundedCredits(nano);
  return roundedCredits(nano, Math.min(9, 11 - String(size).length));
}

function dollars(nano: number, usdPerCredit: number): string {
  return usdText(nano, usdPerCredit).replace("$-", "-$");
}

/** Rounded down, as `share` is: a rate just under its limit must not read as the limit. */
function permille(ppm: number): string {
  return grouped((Math.trunc(ppm / PPM_PER_PERMILLE) / 10).toFixed(1));
}

function grouped(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
