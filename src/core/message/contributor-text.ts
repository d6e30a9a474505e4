import type { Alert } from "../alerts/alert.ts";
import type { Contributor } from "../engine/finding.ts";
import { quantity, share } from "./quantity.ts";
import type { Words } from "./words.ts";

/** contributorText prints one contributor: title or id, its value, and its share of the alert's value. */
export function contributorText(contributor: Contributor, alert: Alert, words: Words): string {
  const name = contributor.title ?? contributor.id;
  const value = quantity(contributor.value, alert.unit, words.usdPerCredit);
  const additive = alert.unit === "nano" || alert.unit === "count";
  const percent = additive ? share(contributor.value, alert.value) : "";
  const streams = `${contributor.streams} ${contributor.streams === 1 ? "stream" : "streams"}`;
  return `${name}: ${value}${percent && `, ${percent}`}, ${streams}`;
}
