import type { Alert } from "../alerts/index.ts";
import type { Draft } from "./draft.ts";
import type { Roster } from "./place.ts";
import type { PlanInput } from "./plan-input.ts";
import { groupKey, sendKey } from "./send-key.ts";
import { inDigest } from "./standing.ts";

/** digestDrafts tells each receiver in one message what was over when an account was first evaluated. */
export function digestDrafts(input: PlanInput, roster: Roster): readonly Draft[] {
  const told = [...input.digest].flatMap((id) => {
    const alert = roster.alerts.get(id);
    const targets = (roster.wanted.get(id) ?? []).filter(({ key }) => inDigest(roster, key, id));
    return alert ? targets.map(({ receiver }) => ({ receiver, alert })) : [];
  });
  const byReceiver = new Map<string, Alert[]>(told.map(({ receiver }) => [receiver, []]));
  for (const { receiver, alert } of told) byReceiver.get(receiver)?.push(alert);
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
