import type { Alert } from "../alerts/alert.ts";

/** who names whom an alert is about, from its group: `lead@acme.io`, `lead@acme.io, model opus`, or `account acme`. */
export function who(alert: Pick<Alert, "ref">): string {
  const { account, group } = alert.ref;
  const parts = Object.entries(group)
    .filter(([dimension]) => dimension !== "account")
    .map(([dimension, value]) => part(dimension, value));
  return parts.length > 0 ? parts.join(", ") : `account ${account}`;
}

function part(dimension: string, value: string): string {
  if (dimension === "member") return value === "(unknown)" ? "an unknown member" : value;
  if (dimension === "byok") return value === "true" ? "own key" : "platform credits";
  return `${dimension} ${value}`;
}
