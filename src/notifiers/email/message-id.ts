import { createHash } from "node:crypto";

/**
 * messageIdOf gives a mail its Message-ID, from its lane and send key alone: a mail that is sent again because nobody
 * knows whether it arrived has the same one, and mail servers and programs fold the two into one.
 */
export function messageIdOf(lane: string, key: string, from: string): string {
  const hash = createHash("sha256").update(`${lane}\n${key}`).digest("hex").slice(0, 40);
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? "neo-budgetd.invalid";
  return `<${hash}@${domain}>`;
}
