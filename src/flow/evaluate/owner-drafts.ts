import type { Alert } from "../../core/alerts/index.ts";
import {
  addressIn,
  buildMessage,
  type Message,
  type MessageContext,
} from "../../core/message/index.ts";
import type { OutboxDraft } from "../../core/ports/index.ts";
import { shortHash } from "../../core/routing/index.ts";
import type { Lane } from "./evaluate-parts.ts";

/**
 * ownerDrafts splits a message for those whom its alerts are about: each is told of their own alone, in an incident of their own, so that it has
 * its own thread and is sent once, however the route groups.
 *
 * | of a member                                  | is sent                                       |
 * |----------------------------------------------|-----------------------------------------------|
 * | nothing new, in a message that has news      | nothing                                       |
 * | everything is over, while others' still fires| that it is resolved                           |
 * | else                                         | their alerts, under the message's own notice  |
 *
 * What is about nobody with an address goes to where the integration has a place for it. The daemon's own troubles are not even tried where there is none: the
 * failure would be told as a trouble of its own.
 */
export function ownerDrafts(
  draft: OutboxDraft,
  toOwner: NonNullable<Lane["toOwner"]>,
  context: MessageContext,
): readonly OutboxDraft[] {
  const { message } = draft;
  const owners = new Set([...message.firing, ...message.resolved].map(ownerIn));
  return [...owners].flatMap((owner): OutboxDraft[] => {
    const own = ownMessage(message, owner, context);
    if (own === null || (owner === "" && toOwner === "only" && isTrouble(own))) return [];
    return [{ ...draft, key: own.key, message: own }];
  });
}

function ownMessage(message: Message, owner: string, context: MessageContext): Message | null {
  const isOwn = (alert: Alert) => ownerIn(alert) === owner;
  const [firing, resolved] = [message.firing.filter(isOwn), message.resolved.filter(isOwn)];
  const ids = new Set([...firing, ...resolved].map(({ id }) => id));
  const news = message.news.filter((id) => ids.has(id));
  if (news.length === 0 && message.news.length > 0) return null;
  const { chart, ...rest } = message;
  const leads = firing[0] !== undefined && firing[0].id === message.firing[0]?.id;
  return {
    ...buildMessage(
      {
        ...rest,
        ...{ firing, resolved, news },
        key: `${message.key}/${shortHash(owner)}`,
        groupKey: JSON.stringify([message.groupKey, owner]),
        notice: firing.length === 0 ? "resolved" : message.notice,
      },
      context,
    ),
    ...(chart && leads && { chart }),
  };
}

/** The address of whom an alert is about; empty for nobody. */
function ownerIn({ labels }: Alert): string {
  return addressIn(labels) ?? "";
}

function isTrouble({ firing, resolved }: Message): boolean {
  return [...firing, ...resolved].every(({ kind }) => kind === "system");
}
