import { NANO_PER_CREDIT } from "../../core/money.ts";
import { PPM } from "../../core/rules/index.ts";
import { readDuration } from "../values/duration.ts";
import { leaf, Mistake } from "../values/leaf.ts";
import { readAmount, readPercent } from "../values/quantity.ts";
import type { WantedQuantity } from "./rule-test.ts";

/** wantedQuantity is a schema of an expected value; its shape says which unit it is of. */
export const wantedQuantity = leaf(
  { type: ["string", "number"], examples: ["42 credits", "$420", "20%", "~33.3%", "10m", 7] },
  (value): string | Mistake => {
    const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
    return readWanted(text, 1) === null
      ? new Mistake("must be a value such as 42 credits, $420, 20%, ~33.3%, 10m or 7")
      : text;
  },
);

/** readWanted reads an expected value: `42 credits`, `$420`, `20%`, `10m` or `7`, with a `~` for about; null where it is none. */
export function readWanted(text: string, usdPerCredit: number): WantedQuantity | null {
  const bare = text.replace(/^~\s*/, "");
  const about = bare !== text;
  const exact = (unit: WantedQuantity["unit"], value: number | null, size: number) =>
    value === null ? null : { text, unit, value, within: about ? half(bare, size) : 0 };
  const dollar = Math.round(NANO_PER_CREDIT / usdPerCredit);
  return (
    exact(
      "nano",
      readAmount(bare, usdPerCredit),
      /credit/i.test(bare) ? NANO_PER_CREDIT : dollar,
    ) ??
    exact("ppm", readPercent(bare), PPM / 100) ??
    exact("ms", readDuration(bare), SIZES[/[a-z]+$/.exec(bare)?.[0] ?? ""] ?? 1) ??
    exact("count", /^\d{1,15}(?:\.\d+)?$/.test(bare) ? Number(bare) : null, 1)
  );
}

const SIZES: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Half of the last digit that is written. */
function half(text: string, size: number): number {
  const decimals = /\.(\d+)[^\d]*$/.exec(text)?.[1]?.length ?? 0;
  return size / 10 ** decimals / 2;
}
