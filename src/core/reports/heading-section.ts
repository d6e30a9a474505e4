import type { AccountReport } from "./report.ts";
import type { Amount, Section } from "./section.ts";

const PHRASES = { day: "today", week: "this week", month: "this month" } as const;

/** headingSection tells where the spend of the running day, week or month is going: the middle of what is likely, and its ends. */
export function headingSection(
  { heading }: Pick<AccountReport, "heading">,
  amount: Amount,
): Section {
  const none = { title: "Forecast", head: [], rows: [] };
  if (heading?.forecast == null) return none;
  const { unit, spent, forecast } = heading;
  const cells = [spent, forecast.p50, forecast.p10, forecast.p90].map((one) => amount(one, "nano"));
  return {
    title: "Forecast",
    head: ["", "So far", "Likely by its end", "At least", "At most"],
    rows: [[PHRASES[unit], ...cells]],
  };
}
