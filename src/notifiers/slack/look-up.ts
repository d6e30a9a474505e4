import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Message } from "../../core/message/index.ts";
import type { RemoteRef } from "../../core/ports/index.ts";

/** EVENT_TYPE names our message metadata; its payload holds the send key. */
const EVENT_TYPE = "neo_budgetd_alert";

/** metadataOf is what every message and reply carries, so that it can be found again by its send key. */
export function metadataOf(message: Message) {
  return { event_type: EVENT_TYPE, event_payload: { key: message.key } };
}

/** LookUp is what came of looking for a message: where it is, that it is not there, or why nobody could look. */
export type LookUp =
  | {
      readonly state: "found";
      readonly channel: string;
      readonly ts: string;
      readonly threadTs?: string;
    }
  | { readonly state: "absent" }
  | { readonly state: "unable"; readonly word: string };

/** The daemon's clock and Slack's may differ by this much, s. */
const SKEW_S = 600;
const PAGES = 20;

/** UNABLE are the error words that say the token may not look; others are failures to be tried again. */
const UNABLE = new Set([
  "missing_scope",
  "not_allowed_token_type",
  "no_permission",
  "access_denied",
  "not_in_channel",
  "channel_not_found",
  "unknown_method",
]);

interface Found {
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

/**
 * lookUp finds out whether an earlier try of a message arrived: in its thread, and where that is gone or the message
 * opens one, in the channel. Throws what the SDK throws when Slack cannot be asked now.
 */
export async function lookUp(
  slack: WebClient,
  message: Message,
  where: { readonly channel: string; readonly thread: RemoteRef | null },
): Promise<LookUp> {
  try {
    const parent = where.thread?.["ts"];
    const channel = where.thread?.["channel"] ?? (await channelId(slack, where.channel));
    if (!channel) return { state: "unable", word: "channel_not_found" };
    const inThread = parent ? await searchThread(slack, message, channel, parent) : "gone";
    const found = inThread === "gone" ? await searchChannel(slack, message, channel) : inThread;
    if (!found?.ts) return { state: "absent" };
    return {
      state: "found",
      channel,
      ts: found.ts,
      ...(found.thread_ts && { threadTs: found.thread_ts }),
    };
  } catch (error) {
    const word = error instanceof WebAPIPlatformError ? error.data.error : "";
    if (UNABLE.has(word)) return { state: "unable", word };
    throw error;
  }
}

async function searchThread(
  slack: WebClient,
  message: Message,
  channel: string,
  ts: string,
): Promise<Found | undefined | "gone"> {
  try {
    return await search(message, (page) => slack.conversations.replies({ channel, ts, ...page }));
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === "thread_not_found") {
      return "gone";
    }
    throw error;
  }
}

async function searchChannel(slack: WebClient, message: Message, channel: string) {
  return await search(message, (page) => slack.conversations.history({ channel, ...page }));
}

interface Page {
  readonly oldest: string;
  readonly limit: number;
  readonly include_all_metadata: true;
  readonly cursor?: string;
}

async function search(
  message: Message,
  read: (page: Page) => Promise<{
    messages?: readonly Found[];
    response_metadata?: { next_cursor?: string };
  }>,
): Promise<Found | undefined> {
  const oldest = String(Math.max(0, message.at / 1000 - SKEW_S));
  let cursor = "";
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await read({
      oldest,
      limit: 200,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    });
    const found = answer.messages?.find((each) => isKey(each, message.key));
    if (found) return found;
    cursor = answer.response_metadata?.next_cursor ?? "";
    if (!cursor) return undefined;
  }
  return undefined;
}

function isKey(candidate: Found, key: string): boolean {
  const { metadata } = candidate;
  const payload = metadata?.event_payload as { key?: unknown } | undefined;
  return metadata?.event_type === EVENT_TYPE && payload?.key === key;
}

/** channelId finds a channel's id, which reading takes; posting takes a name too. */
async function channelId(slack: WebClient, channel: string): Promise<string | undefined> {
  if (/^[CGD][A-Z0-9]{8,}$/.test(channel)) return channel;
  const name = channel.replace(/^#/, "");
  let cursor = "";
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await slack.conversations.list({
      types: "public_channel,private_channel",
      exclude_archived: true,
      limit: 999,
      ...(cursor && { cursor }),
    });
    const found = answer.channels?.find((each) => each.name === name);
    if (found?.id) return found.id;
    cursor = answer.response_metadata?.next_cursor ?? "";
    if (!cursor) return undefined;
  }
  return undefined;
}
