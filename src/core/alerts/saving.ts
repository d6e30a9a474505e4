import type { Alert } from "./alert.ts";

/** The moment of the last breach is stored this often at least: `keep_firing_for` may start that much early after a crash. */
const BREACH_GRAIN_MS = 60_000;

/** isWorthSaving tells whether an alert differs from what is stored in more than the passing of time. */
export function isWorthSaving(stored: Alert | undefined, alert: Alert): boolean {
  if (stored === alert) return false;
  if (!stored || Object.keys(stored).length !== Object.keys(alert).length) return true;
  for (const name in alert) {
    if (!TIMES.has(name) && !same(stored[name as keyof Alert], alert[name as keyof Alert]))
      return true;
  }
  return (alert.lastBreachedAt ?? 0) - (stored.lastBreachedAt ?? 0) >= BREACH_GRAIN_MS;
}

/** What moves with every tick; a calendar window's start is in the reference. */
const TIMES: ReadonlySet<string> = new Set<keyof Alert>(["updatedAt", "lastBreachedAt", "window"]);

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
