import { WebAPIPlatformError } from "@slack/web-api";
import { DeliveryError, OperatorError } from "../../core/errors.ts";
import { type Message, ownerOf } from "../../core/message/index.ts";
import type { Notifier, RemoteRef, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { ownerUnknown } from "../owner-unknown.ts";
import { stillUnsure } from "../still-unsure.ts";
import { createPeople } from "./app/people.ts";
import { botSender } from "./bot.ts";
import { slackClient } from "./client.ts";
import type { SlackDmConfig } from "./dm-config.ts";
import { slackFailure } from "./failure.ts";

/** Looking an owner up is no part of a delivery that may be cut off: whoever comes next needs the answer, too. */
const LOOK_UP_MS = 15_000;

/** Place is where a message goes: a conversation's id or a channel, and why it is not its owner's. */
interface Place {
  readonly channel: string;
  readonly note?: string;
}

/**
 * slackDmNotifier writes to the member whom a message is about.
 *
 * | the owner                                | goes to                                               |
 * |------------------------------------------|-------------------------------------------------------|
 * | is known to the workspace by the address | the conversation with them                            |
 * | is not, or there is none                 | the fallback channel, which is told for whom it is    |
 * | the same, and there is no fallback       | nobody: a failure that the other receivers are told of|
 */
export function slackDmNotifier(id: string, config: SlackDmConfig, deps: NotifierDeps): Notifier {
  const token = config.token ?? deps.slackApp?.token;
  if (!token) throw new OperatorError(`${id}: direct messages need a \`token\`, or \`slack_app\``);
  const apiUrl = config.api_url ?? deps.slackApp?.apiUrl;
  const buttons = config.buttons && deps.slackApp?.token.reveal() === token.reveal();
  const client = (signal: AbortSignal) =>
    slackClient({ token: token.reveal(), apiUrl, channel: "its owner", signal });
  const now = deps.now ?? Date.now;
  const people = createPeople(() => client(AbortSignal.timeout(LOOK_UP_MS)), deps.log, now);
  const conversations = new Map<string, string>();
  const bot = (channel: string) =>
    botSender({ id, token, channel, apiUrl, charts: config.charts, buttons }, deps);

  async function conversation(user: string, signal: AbortSignal): Promise<string> {
    const known = conversations.get(user);
    if (known !== undefined) return known;
    const { channel } = await client(signal).conversations.open({ users: user });
    const opened = channel?.id ?? "";
    conversations.set(user, opened);
    return opened;
  }

  async function placeOf(message: Message, signal: AbortSignal): Promise<Place> {
    const owner = ownerOf(message);
    const user = owner === null ? null : await people.idOf(owner);
    if (user !== null) return { channel: await conversation(user, signal) };
    if (config.fallback === undefined) throw ownerUnknown(owner, "Slack");
    const note =
      owner === null
        ? "This is about nobody who could be written to directly."
        : `This is for ${owner}, whom this Slack workspace does not know.`;
    return { channel: config.fallback, note };
  }

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const place = await placeOf(message, context.signal).catch((error: unknown) => {
      const failure = lookUpFailure(error);
      throw context.unsure && failure.retryable ? stillUnsure(failure) : failure;
    });
    const noted = place.note === undefined ? message : { ...message, note: place.note };
    return bot(place.channel).send(noted, context);
  }

  return {
    id,
    kind: "slack_dm",
    sendResolved: config.send_resolved,
    toOwner: config.fallback === undefined ? "only" : "or_fallback",
    // Each conversation takes about a message a second; of several at once Slack complains later.
    pace: { everyMs: 1_000, burst: 5 },
    send,
    refresh: (message: Message, ref: RemoteRef, ...rest) =>
      bot(ref["channel"] ?? "").refresh(message, ref, ...rest),
    close: async () => {},
  };
}

function lookUpFailure(error: unknown): DeliveryError {
  if (error instanceof WebAPIPlatformError && error.data.error === "missing_scope") {
    return new DeliveryError(
      "unauthorized",
      "Slack does not let the app find people by their address. To do: give it the scopes users:read, users:read.email and im:write and install it anew",
      { retryable: false },
    );
  }
  return slackFailure(error, "its owner");
}
