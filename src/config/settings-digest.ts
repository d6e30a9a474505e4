import { createHash } from "node:crypto";
import { Secret } from "../core/secret.ts";
import type { Settings } from "./settings.ts";

/**
 * settingsDigest returns a hash that is equal exactly where two settings mean the same: key order, comments and the
 * split into files do not count, a changed secret does. The secrets cannot be read back from it.
 */
export function settingsDigest(settings: Settings): string {
  return sha256(JSON.stringify(canonical(settings)));
}

function canonical(value: unknown): unknown {
  if (value instanceof Secret) return { secret: sha256(value.reveal()) };
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    // A matcher's function is told by its source, which stands beside it.
    .filter(([, one]) => typeof one !== "function" && one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, canonical(one)]));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
