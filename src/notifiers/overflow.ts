import type { Alert } from "../core/alerts/index.ts";
import { quantity, type Words } from "../core/message/index.ts";

/**
 * overflowText says what a message leaves out: `and 483 more, together 812.30 credits ($8,123.00)`; empty for nothing.
 * Amounts are added up only within one rule and step, where nothing can be counted twice.
 */
export function overflowText(hidden: readonly Alert[], words: Words): string {
  const [first] = hidden;
  if (!first) return "";
  const count = `and ${hidden.length.toLocaleString("en")} more`;
  const additive = first.kind !== "system" && (first.unit === "nano" || first.unit === "count");
  const alike = hidden.every(
    ({ ref, unit }) =>
      ref.rule === first.ref.rule && ref.step === first.ref.step && unit === first.unit,
  );
  if (!additive || !alike) return count;
  const sum = hidden.reduce((total, alert) => total + alert.value, 0);
  return `${count}, together ${quantity(sum, first.unit, words.usdPerCredit)}`;
}
