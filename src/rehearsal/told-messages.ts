import type { WantedMessage } from "../config/index.ts";
import type { Message } from "../core/message/index.ts";
import type { OutboxDraft } from "../core/ports/index.ts";
import { createNotifier } from "../notifiers/index.ts";
import type { Field, Kind } from "./compare.ts";
import { quietLog } from "./quiet.ts";
import { given, plain } from "./seen-alerts.ts";

/** ToldMessage is a message to a receiver, as the console prints it. */
export interface ToldMessage {
  readonly message: Message;
  /** Kinds of the integrations that it goes out by. */
  readonly via: readonly string[];
  readonly text: string;
}

/** toldMessages gathers the drafts of an outbox, one for each integration, to messages. */
export async function toldMessages(
  drafts: readonly OutboxDraft[],
): Promise<readonly ToldMessage[]> {
  const told = new Map<string, { message: Message; via: string[] }>();
  for (const { key, lane, message } of drafts) {
    const whole = key.slice(0, -lane.length - 1);
    const kind = lane.split("/").at(-2) ?? "";
    const known = told.get(whole);
    if (known) known.via.push(kind);
    else told.set(whole, { message, via: [kind] });
  }
  return Promise.all(
    [...told.values()].map(async (one) => ({ ...one, text: await printed(one.message) })),
  );
}

async function printed(message: Message): Promise<string> {
  let text = "";
  const integration = {
    id: "rehearsal/console/0",
    kind: "console",
    config: { color: "never", send_resolved: true },
  };
  const write = (more: string) => {
    text += more;
  };
  const notifier = createNotifier(integration, { smtp: null, log: quietLog, write });
  const context = { thread: null, unsure: false, signal: new AbortController().signal };
  await notifier.send(message, context);
  return text;
}

/** MESSAGES says how messages are compared with what a test expects of them. */
export const MESSAGES: Kind<WantedMessage, ToldMessage> = {
  isOpen: () => true,
  fields: (wanted, { message, via, text }) => [
    ...plain("receiver", wanted.receiver, message.receiver),
    ...plain("notice", wanted.notice, message.notice),
    ...plain("status", wanted.status, message.status),
    ...plain("severity", wanted.severity, message.severity),
    ...plain("via", wanted.via && listed(wanted.via), listed(via)),
    ...(wanted.title
      ? [
          {
            name: "title",
            wanted: wanted.title.source,
            got: message.title,
            ok: wanted.title.matches(message.title),
          },
        ]
      : []),
    ...(wanted.contains ?? []).map((part) => contained(part, text)),
  ],
  written: (wanted) => [
    ...given("receiver", wanted.receiver),
    ...given("notice", wanted.notice),
    ...given("status", wanted.status),
    ...given("severity", wanted.severity),
    ...given("via", wanted.via && listed(wanted.via)),
    ...given("title", wanted.title?.source),
    ...(wanted.contains ?? []).map((part) => `contains: ${part}`),
  ],
  shown: ({ message, via }) => [
    `receiver: ${message.receiver}`,
    `notice: ${message.notice}`,
    `severity: ${message.severity}`,
    `via: ${listed(via)}`,
    `title: ${message.title}`,
  ],
};

function contained(part: string, text: string): Field {
  return {
    name: "contains",
    wanted: part,
    got: null,
    ok: text.includes(part),
    beside: block(text),
  };
}

function block(text: string): readonly string[] {
  return text.trimEnd().split("\n");
}

function listed(kinds: readonly string[]): string {
  return [...kinds].sort().join(", ");
}
