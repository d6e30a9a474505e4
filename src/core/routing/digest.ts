import type { Alert } from "../alerts/index.ts";
import type { Draft } from "./draft.ts";
import type { Roster } from "./place.ts";
import type { PlanInput } from "./plan-input.ts";
import { groupKey, sendKey } from "./send-key.ts";

/** digestDrafts tells each receiver in one message what was over when an account was first evaluated. */
export function digestDrafts(input: PlanInput, roster: Roster): readonly Draft[] {
  const byReceiver = new Map<string, Alert[]>();
  for (const id of input.digest) {
    const alert = roster.alerts.get(id);
    for (const { receiver } of alert ? (roster.wanted.get(id) ?? []) : []) {
      const told = byReceiver.get(receiver);
      if (told) told.push(alert as Alert);
      else byReceiver.set(receiver, [alert as Alert]);
    }
  }
  return [...byReceiver].map(([receiver, firing]): Draft => {
    const key = groupKey(receiver, "digest", {});
    return {
      key: sendKey(key, input.now, 0),
      notice: "digest",
      receiver,
      groupKey: key,
      incident: input.now,
      groupLabels: {},
      firing,
      resolved: [],
      news: firing.map(({ id }) => id),
    };
  });
}
