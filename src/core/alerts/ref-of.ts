import type { AlertRef } from "../engine/finding.ts";
import { alertId } from "./alert-id.ts";

/** refOf reads an alert's id back as the reference that it is the text of; null where a text is no such id. */
export function refOf(id: string): AlertRef | null {
  let parts: unknown;
  try {
    parts = JSON.parse(id);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [account, rule, group, step, window] = parts as unknown[];
  if (!isTexts([account, rule, step, window]) || !Array.isArray(group)) return null;
  if (!group.every((pair) => Array.isArray(pair) && pair.length === 2 && isTexts(pair)))
    return null;
  const ref = { account, rule, group: Object.fromEntries(group), step, window } as AlertRef;
  // An id is canonical: what says the same in another way is none.
  return alertId(ref) === id ? ref : null;
}

function isTexts(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "string");
}
