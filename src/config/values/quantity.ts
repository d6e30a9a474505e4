import { AmountError, nanoFromText, nanoFromUsd } from "../../core/money.ts";
import { PPM, type Unit } from "../../core/rules/index.ts";
import { readDuration } from "./duration.ts";
import { leaf, Mistake } from "./leaf.ts";

/** RawQuantity is a limit or a level as written; only the rule's metric tells which unit it must have. */
export interface RawQuantity {
  readonly raw: string | number;
}

/** quantity is a schema of a limit or level of whichever unit; readQuantity checks it against the metric. */
export const quantity = leaf(
  { type: ["string", "number"], examples: ["50 credits", "$500", "20%", "10m", 100] },
  (value): RawQuantity | Mistake => {
    if (typeof value === "number" && Number.isFinite(value)) return { raw: value };
    if (typeof value === "string" && value.trim() !== "") return { raw: value.trim() };
    return new Mistake(
      "must be an amount such as 50 credits or $500, a share such as 20%, a duration or a number",
    );
  },
);

const TAKES: Record<Unit, string> = {
  nano: "an amount such as 50 credits, 0.5 credits, $1200 or $1,200.50",
  count: "a number such as 100",
  ppm: "a percentage such as 20%",
  ms: "a duration such as 500ms, 30s or 10m",
};

/** readQuantity reads a quantity in a metric's unit; the Mistake says what that metric takes. */
export function readQuantity(
  { raw }: RawQuantity,
  metric: string,
  unit: Unit,
  usdPerCredit: number,
): number | Mistake {
  const text = String(raw);
  const value = READERS[unit](text, usdPerCredit);
  if (value !== null) return value;
  const message = `must be ${TAKES[unit]}, which is what ${metric} is measured in`;
  return new Mistake(message, [], meant(text, unit));
}

const READERS: Record<Unit, (text: string, usdPerCredit: number) => number | null> = {
  nano: readAmount,
  count: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null),
  ppm: readPercent,
  ms: readDuration,
};

const CREDITS = /^(\d+(?:\.\d+)?)\s*credits?$/i;
const DOLLARS =
  /^(?:\$\s*(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?|(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?\s*USD)$/i;

/** readAmount reads `50 credits`, `$1,200.50` or `1200 USD` as nano-credits, exactly; null where it is no amount. */
export function readAmount(text: string, usdPerCredit: number): number | null {
  try {
    const credits = CREDITS.exec(text)?.[1];
    if (credits) return nanoFromText(credits);
    const dollars = DOLLARS.exec(text);
    if (!dollars) return null;
    const [, whole = "", cents = "", whole2 = "", cents2 = ""] = dollars;
    const nano = nanoFromUsd((whole + cents + whole2 + cents2).replaceAll(",", ""), usdPerCredit);
    return Number.isSafeInteger(nano) ? nano : null;
  } catch (error) {
    if (error instanceof AmountError) return null;
    throw error;
  }
}

/** readPercent reads `20%` as parts per million; null where it is no percentage or one finer than that. */
export function readPercent(text: string): number | null {
  const digits = /^(\d{1,6}(?:\.\d{1,4})?)\s*%$/.exec(text)?.[1];
  return digits ? Math.round((Number(digits) * PPM) / 100) : null;
}

/** What a number without a unit probably means. */
function meant(text: string, unit: Unit): string | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  if (unit === "nano") return `${text} credits" or "$${text}`;
  if (unit === "ppm")
    return `${Number(text) <= 1 ? Number((Number(text) * 100).toFixed(4)) : text}%`;
  return unit === "ms" ? `${text}s` : null;
}
