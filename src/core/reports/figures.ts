import { bareQuantity, share } from "../message/quantity.ts";
import { usdText } from "../money.ts";
import { changeText } from "./change.ts";
import type { AccountReport } from "./report.ts";

/** Figure is one number that a report begins with. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** What it is beside, in a few words; empty where nothing is. */
  readonly note: string;
}

/** figuresOf picks the numbers that a reader looks for first: spend and its change, streams, waste, own keys, the forecast. */
export function figuresOf({ statement, before, heading }: AccountReport): readonly Figure[] {
  const { totals, usdPerCredit } = statement;
  const { spend, streams, wasted, byokLlmCost, byokNeoCost } = totals;
  const byok = byokLlmCost + byokNeoCost;
  const amount = (nano: number) => bareQuantity(nano, "nano");
  const figures: Figure[] = [
    { label: "Spend, credits", value: amount(spend), note: usdText(spend, usdPerCredit) },
  ];
  if (before) {
    const { spend: was } = before.totals;
    figures.push({
      ...{ label: "Change", value: changeText(spend, was), note: `was ${amount(was)}` },
    });
  }
  figures.push(
    { label: "Streams", value: bareQuantity(streams, "count"), note: "" },
    { label: "Wasted", value: amount(wasted), note: share(wasted, spend) },
  );
  if (byok > 0) {
    figures.push({ label: "On own keys", value: amount(byok), note: usdText(byok, usdPerCredit) });
  }
  if (heading?.forecast) {
    const { p50, p10, p90 } = heading.forecast;
    figures.push({
      label: `Likely by the ${heading.unit}'s end`,
      ...{ value: amount(p50), note: `${amount(p10)} to ${amount(p90)}` },
    });
  }
  return figures;
}
