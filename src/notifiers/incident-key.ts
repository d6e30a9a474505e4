import { createHash } from "node:crypto";
import type { Message } from "../core/message/index.ts";

/**
 * incidentKey names a group's incident for a service that keeps incidents by a key of ours: the same for every message of
 * it, so that a message that arrives twice is one, and another for the group's next incident. `lane` keeps integrations apart.
 */
export function incidentKey(lane: string, { groupKey, incident }: Message): string {
  const text = JSON.stringify([lane, groupKey, incident]);
  return `neo-budgetd-${createHash("sha256").update(text).digest("hex").slice(0, 40)}`;
}
