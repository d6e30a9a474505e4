import type { Alert } from "../alerts/alert.ts";
import { laneOf } from "../rules/step-label.ts";
import { metricText } from "./metric-text.ts";
import { roundQuantity } from "./quantity.ts";
import { sentenceCase } from "./sentence-case.ts";
import { creditsAfter } from "./value-text.ts";
import { windowPhrase } from "./window-text.ts";

/** sameRule says once what several alerts share that differ in whom they are about only; null where they differ in more. */
export function sameRule(alerts: readonly Alert[], first: Alert): string | null {
  const same = alerts.every(
    (alert) =>
      alert.ref.rule === first.ref.rule &&
      alert.limit === first.limit &&
      alert.budget === first.budget &&
      alert.ref.step === first.ref.step,
  );
  if (!same) return null;
  return shared(first, `${alerts.length} ${things(first, alerts.length)}`);
}

function shared(first: Alert, count: string): string | null {
  const resolved = first.status === "resolved";
  const quiet = laneOf(first.ref.step) === "no_data" || first.kind === "absence";
  if (quiet) {
    return resolved ? null : `${count} without streams ${windowPhrase(first.window)}`;
  }
  switch (first.kind) {
    case "budget":
      return budget(first, count);
    case "threshold": {
      const limit = `${roundQuantity(first.limit, first.unit)}${creditsAfter(first)}`;
      return `${sentenceCase(metricText(first.metric))} past ${limit} ${windowPhrase(first.window)} for ${count}`;
    }
    case "burn_rate":
      return resolved ? null : `${count} ahead of the plan for ${whole(first)}`;
    default:
      return null;
  }
}

function budget(first: Alert, count: string): string {
  const forecast = laneOf(first.ref.step) === "forecast" ? " heading" : "";
  const label = first.ref.step.replace(/^forecast /, "");
  const step = label ? `${label.replace(/%$/, " %")} of ` : "";
  const metric = first.metric.name === "neo_credits" ? "" : ` ${metricText(first.metric)}`;
  return `${count}${forecast} over ${step}${whole(first)}${metric} ${windowPhrase(first.window)}`;
}

function whole(first: Alert): string {
  return `${roundQuantity(first.budget ?? first.limit, first.unit)}${creditsAfter(first)}`;
}

function things(alert: Alert, count: number): string {
  const dimensions = Object.keys(alert.ref.group).filter((name) => name !== "account");
  const [only] = dimensions;
  const word =
    dimensions.length === 1 && only ? only : dimensions.length === 0 ? "account" : "group";
  return count === 1 ? word : `${word}s`;
}
