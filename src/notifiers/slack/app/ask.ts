import { ACTION_PREFIX, GESTURES, type Gesture } from "../buttons.ts";

/** Pressed is a button of one of our messages that somebody pressed. */
export interface Pressed {
  readonly kind: "press";
  readonly gesture: Gesture;
  /** The send key of the message that the button is on. */
  readonly key: string;
  /** Where the message is: a channel's id, and Slack's id of the message. */
  readonly channel: string;
  readonly ts: string;
}

/** Commanded is a slash command that somebody typed, without its name. */
export interface Commanded {
  readonly kind: "command";
  readonly words: string;
}

/** Ask is what somebody wants of the daemon, who it is, and where to answer. */
export type Ask = (Pressed | Commanded) & {
  /** The same for each time that Slack tells of it. */
  readonly once: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly responseUrl: string;
};

/** Where an app has links in commands written out, an address comes as `<mailto:lead@acme.io|lead@acme.io>`. */
const LINKED = /<mailto:([^|>]+)(?:\|[^>]*)?>/g;

type Json = Readonly<Record<string, unknown>>;

/**
 * askOf reads what Slack sends an app; null for what the daemon has nothing to do about.
 *
 * | what Slack sends                                   | ask     |
 * |----------------------------------------------------|---------|
 * | block_actions with a button of ours on a message   | press   |
 * | block_actions of a link (Open), or of others       | none    |
 * | a slash command                                    | command |
 * | anything else, or without who or where             | none    |
 */
export function askOf(body: unknown): Ask | null {
  const given = record(body);
  const ask = given["type"] === "block_actions" ? pressOf(given) : commandOf(given);
  return ask !== null && ask.user.id !== "" && ask.once !== "" ? ask : null;
}

function pressOf(given: Json): Ask | null {
  const action = record(Array.isArray(given["actions"]) ? given["actions"][0] : undefined);
  const id = text(action["action_id"]);
  const gesture = GESTURES.find((one) => id === `${ACTION_PREFIX}${one}`);
  const container = record(given["container"]);
  const channel = text(record(given["channel"])["id"]) || text(container["channel_id"]);
  const ts = text(container["message_ts"]) || text(record(given["message"])["ts"]);
  const key = text(action["value"]);
  if (!gesture || !channel || !ts || !key) return null;
  const user = record(given["user"]);
  const who = { id: text(user["id"]), name: text(user["name"]) || text(user["username"]) };
  const at = text(action["action_ts"]) || text(given["trigger_id"]);
  return {
    ...{ kind: "press", gesture, key, channel, ts },
    once: at && [channel, ts, who.id, id, at].join(" "),
    user: { ...who, name: who.name || who.id },
    responseUrl: text(given["response_url"]),
  };
}

function commandOf(given: Json): Ask | null {
  if (!text(given["command"]).startsWith("/")) return null;
  const id = text(given["user_id"]);
  return {
    kind: "command",
    words: text(given["text"]).replace(LINKED, "$1").trim(),
    once: text(given["trigger_id"]),
    user: { id, name: text(given["user_name"]) || id },
    responseUrl: text(given["response_url"]),
  };
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
