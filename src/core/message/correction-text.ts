import type { Alert } from "../alerts/alert.ts";
import type { Correction } from "../corrections/correction.ts";
import type { EditCounts, EditName } from "../corrections/edit-counts.ts";
import { plural } from "./plural.ts";
import { amountOf, creditsAfter } from "./value-text.ts";

/** EDIT_TEXTS name in a message what happened to rows, in the order in which they are told. */
const EDIT_TEXTS: readonly (readonly [EditName, string])[] = [
  ["recosted", "re-costed"],
  ["changed", "changed"],
  ["withdrawn", "withdrawn"],
  ["returned", "told again"],
  ["late", "late"],
];

/** correctionText says what a value was told as, what it comes to, and why: `was 41.20, now 52.75 credits: 3 streams re-costed, 1 withdrawn`. */
export function correctionText(
  alert: Pick<Alert, "unit" | "value">,
  { was, now, edits }: Correction,
): string {
  const credits = creditsAfter(alert);
  const present = alert.value;
  const become =
    now === present
      ? `now ${amountOf(now, alert)}${credits}`
      : `corrected to ${amountOf(now, alert)}, by now ${amountOf(present, alert)}${credits}`;
  return `was ${amountOf(was, alert)}, ${become}: ${editCountsText(edits)}`;
}

/** editCountsText counts what happened to rows: `3 streams re-costed, 1 withdrawn`. */
export function editCountsText(edits: EditCounts): string {
  return EDIT_TEXTS.filter(([name]) => edits[name] > 0)
    .map(([name, text], index) =>
      index === 0 ? `${plural(edits[name], "stream")} ${text}` : `${edits[name]} ${text}`,
    )
    .join(", ");
}
