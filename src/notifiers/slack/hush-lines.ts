import type { Message } from "../../core/message/index.ts";
import { hushText } from "../../core/message/index.ts";
import { type Block, context } from "./blocks.ts";
import { literal } from "./literal.ts";

/** Slack takes no more parts in a context block; one is kept for how many more there are. */
const MOST = 9;

/** hushLines says who has taken on or silenced what of a message, and since when. */
export function hushLines(message: Message): readonly Block[] {
  const { firing } = message;
  const counts = new Map<string, number>();
  for (const { hush } of firing) {
    if (hush === undefined) continue;
    const text = hushText(hush, message.timezone);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const parts = [...counts].map(([text, count]) =>
    literal(count === firing.length ? text : `${count} of ${firing.length}: ${text}`, 300),
  );
  const shown = parts.slice(0, MOST);
  if (parts.length > MOST) shown.push(`and ${parts.length - MOST} more`);
  return [context(shown)];
}
