import type { ShownState, WantedAlert, WantedQuantity } from "../config/index.ts";
import type { Alert } from "../core/alerts/index.ts";
import type { Field, Kind } from "./compare.ts";
import { exactText } from "./exact-text.ts";

/** SeenAlert is an alert as it is stored, in the state that tests call it by. */
export interface SeenAlert {
  readonly alert: Alert;
  readonly state: ShownState;
}

/** seenAlerts lists the alerts that ever fired or are pending; what never got to fire is not among them. */
export function seenAlerts(alerts: readonly Alert[]): readonly SeenAlert[] {
  return alerts.flatMap((alert) => {
    const state = stateOf(alert);
    return state === null ? [] : [{ alert, state }];
  });
}

function stateOf(alert: Alert): ShownState | null {
  const { status, startsAt } = alert;
  if (status === "pending") return "pending";
  if (startsAt === null) return null;
  if (status === "resolved" || status === "inactive") return "resolved";
  if (alert.muted) return "recorded";
  return alert.covered ? "covered" : "firing";
}

/** ALERTS says how alerts are compared with what a test expects of them. */
export const ALERTS: Kind<WantedAlert, SeenAlert> = {
  isOpen: ({ state }) => state === "pending" || state === "firing",
  fields: ({ labels = {}, ...wanted }, { alert, state }) => [
    ...plain("rule", wanted.rule, alert.ref.rule),
    ...Object.entries(labels).map(([name, pattern]) => {
      const got = alert.labels[name] ?? "";
      return {
        name: `labels.${name}`,
        wanted: pattern.source,
        got: got || "(none)",
        ok: pattern.matches(got),
      };
    }),
    ...plain("state", wanted.state, state),
    ...plain("step", wanted.step, alert.ref.step),
    ...plain("severity", wanted.severity, alert.severity),
    ...quantity("value", wanted.value, alert.value, alert),
    ...quantity("limit", wanted.limit, alert.limit, alert),
    ...plain("reason", wanted.reason, alert.reason),
  ],
  written: ({ labels = {}, value, limit, ...wanted }) => [
    ...given("rule", wanted.rule),
    ...Object.entries(labels).flatMap(([name, { source }]) => given(`labels.${name}`, source)),
    ...given("state", wanted.state),
    ...given("step", wanted.step),
    ...given("severity", wanted.severity),
    ...given("value", value?.text),
    ...given("limit", limit?.text),
    ...given("reason", wanted.reason),
  ],
  shown: ({ alert, state }) => [
    `rule: ${alert.ref.rule}`,
    ...Object.entries(alert.ref.group).map(([name, value]) => `labels.${name}: ${value}`),
    `state: ${state}`,
    ...given("step", alert.ref.step || undefined),
    `severity: ${alert.severity}`,
    `value: ${exactText(alert.value, alert.unit)}`,
    `limit: ${exactText(alert.limit, alert.unit)}`,
    `reason: ${alert.reason}`,
  ],
};

/** plain compares a field that is written as one of a few words or as a name. */
export function plain(name: string, wanted: string | undefined, got: string): Field[] {
  return wanted === undefined ? [] : [{ name, wanted, got, ok: wanted === got }];
}

/** given prints a field that is written. */
export function given(name: string, wanted: string | undefined): string[] {
  return wanted === undefined ? [] : [`${name}: ${wanted}`];
}

function quantity(
  name: string,
  wanted: WantedQuantity | undefined,
  got: number,
  { unit }: Pick<Alert, "unit">,
): Field[] {
  if (!wanted) return [];
  const ok = wanted.unit === unit && Math.abs(got - wanted.value) <= wanted.within;
  return [{ name, wanted: wanted.text, got: exactText(got, unit), ok }];
}
