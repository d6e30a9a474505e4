import { DAY_MS } from "../collect/windows.ts";
import { dayName } from "./proof-book.ts";

/** So many of what differs are named; the rest is counted. */
const NAMED = 3;

/** driftAdvice says what differs from the API's own sums and what to do; null where nothing does. */
export function driftAdvice(
  account: string,
  drift: readonly { readonly day: number; readonly difference: string }[],
): string | null {
  const first = drift[0];
  if (!first) return null;
  const days = drift.map(({ day, difference }) => `${dayName(day)}: ${difference}`);
  const command =
    `neo-budgetd collect --account ${account} --from ${dayName(first.day)}T00:00Z ` +
    `--to ${dayName(first.day + DAY_MS)}T00:00Z`;
  return (
    `account "${account}": Neo's usage summary and the ledger do not agree, although the rows were read again whole. ` +
    `${named(days)}. Alerts go by the rows. Compare them with Neo's usage page; "${command}" reads a day again by hand. ` +
    "If Neo's own numbers differ, ask ProjectDiscovery which are right."
  );
}

/** unprovenAdvice says since when the numbers are not proven and what to do. */
export function unprovenAdvice(account: string, what: string, wrong: readonly string[]): string {
  const differs = wrong.length > 0 ? ` What differs: ${named(wrong)}.` : "";
  return (
    `account "${account}": its numbers are not proven: ${what}. Alerts may rest on incomplete numbers.${differs} ` +
    "/readyz says what is proven, the log why the rest is not; a larger requests_per_minute helps where requests run out."
  );
}

function named(texts: readonly string[]): string {
  const more = texts.length - NAMED;
  return texts.slice(0, NAMED).join("; ") + (more > 0 ? `; and ${more} more` : "");
}
