import type { Message } from "../../core/message/index.ts";

/** What an address may be a part of: a run of everything but what stands between words. Each is looked at once, however long. */
const RUN = /[^\s<>()[\]{}"'`|,;:/=\u2066-\u2069]+/gu;
const DOMAIN = /[^.]\.[^.]/;

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
  if (!text.includes("@")) return text;
  return text.replace(RUN, (run) => {
    const parts = run.split("@");
    const domain = parts.findLastIndex((part, index) => index > 0 && DOMAIN.test(part));
    return parts.map((part, index) => (index < domain ? firstLetter(part) : part)).join("@");
  });
}

function firstLetter(local: string): string {
  const [first] = local;
  return first === undefined ? "" : `${first}***`;
}

function maskedIn(value: unknown): unknown {
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value)) return value.map(maskedIn);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskedIn(one)]));
}
