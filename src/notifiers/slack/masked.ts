import type { Message } from "../../core/message/index.ts";

/** An address as people and programs write it inside a text: what is before the @, and what is after it. */
const ADDRESS =
  /([^\s@<>()[\]{}"'`|,;:/=\u2066-\u2069]+)@([^\s@<>()[\]{}"'`|,;:/=\u2066-\u2069]+\.[^\s@<>()[\]{}"'`|,;:/=\u2066-\u2069]+)/gu;

/**
 * masked is a message whose every text shows of an address no more than its first letter and its domain: `l***@acme.io`. What names
 * the message to the daemon stays as it is; nobody reads it.
 */
export function masked(message: Message): Message {
  const { key, groupKey } = message;
  return { ...(maskedIn(message) as Message), key, groupKey };
}

/** maskedText masks the addresses within a text. */
export function maskedText(text: string): string {
  return text.replace(ADDRESS, (_, local: string, domain: string) => {
    const [first = ""] = local;
    return `${first}***@${domain}`;
  });
}

function maskedIn(value: unknown): unknown {
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value)) return value.map(maskedIn);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskedIn(one)]));
}
