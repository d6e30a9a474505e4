import type { AlertRef } from "../engine/finding.ts";

/** alertId is the canonical text of a reference: equal references give equal ids, whatever the order of their labels. */
export function alertId(ref: AlertRef): string {
  return JSON.stringify([ref.account, ref.rule, sortedGroup(ref), ref.step, ref.window]);
}

/** familyId names the budget that several steps belong to: the reference without its step. */
export function familyId(ref: AlertRef): string {
  return JSON.stringify([ref.account, ref.rule, sortedGroup(ref), ref.window]);
}

function sortedGroup(ref: AlertRef): readonly [string, string][] {
  const entries = Object.entries(ref.group);
  return entries.length > 1 ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
}
