import type { Message } from "../../core/message/index.ts";
import type { Notifier, RemoteRef, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { type HttpAnswer, httpClient } from "../http-client.ts";
import { keepDoubt } from "../still-unsure.ts";
import type { DiscordConfig } from "./config.ts";
import { type DiscordMessage, discordMessageOf, discordNewsOf } from "./format.ts";

/**
 * discordNotifier posts to a channel's webhook, and follows an incident up on its first message:
 *
 * | notice                         | the first message     | the channel            |
 * |--------------------------------|-----------------------|------------------------|
 * | first, digest, test            | posted                |                        |
 * | any later one                  | edited, green at last | its news in a few lines |
 * | any, where the message is gone | posted anew           |                        |
 *
 * The edit comes first, since doing it twice is harmless. Discord cannot be asked whether a message arrived: what is posted
 * again after an unknown outcome is marked.
 */
export function discordNotifier(id: string, config: DiscordConfig, deps: NotifierDeps): Notifier {
  const url = new URL(config.url.reveal());
  const client = httpClient({
    name: "Discord",
    advices: {
      unauthorized: "check `url`: its token is not valid",
      not_found: "the webhook was deleted: create a new one and set `url`",
      misconfigured: "redirects are not followed; set `url` to the address that Discord shows",
      rejected: "this is a fault of neo-budgetd's layout; please report it with the message's rule",
    },
    secrets: [url.href],
    now: deps.now,
  });

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const { thread } = context;
    return await keepDoubt(context.unsure, async () => {
      const edited = thread && followsUp(message) ? await edit(message, thread, context) : false;
      const options = { publicUrl: deps.publicUrl, maybeRepeat: context.unsure };
      const layout = edited ? discordNewsOf : discordMessageOf;
      const answer = await post(layout(message, options), context.signal);
      return { ref: edited ? thread : refOf(answer), found: false };
    });
  }

  async function post(body: DiscordMessage, signal: AbortSignal): Promise<HttpAnswer> {
    const target = new URL(url);
    // Without it Discord answers before it has the message, and tells no id.
    target.searchParams.set("wait", "true");
    return client.send({ method: "POST", url: target.href, body: JSON.stringify(body), signal });
  }

  /** Whether the message was there to be edited. */
  async function edit(message: Message, thread: RemoteRef, context: SendContext): Promise<boolean> {
    const target = new URL(url);
    target.pathname += `/messages/${encodeURIComponent(thread["message"] ?? "")}`;
    const answer = await client.send({
      method: "PATCH",
      url: target.href,
      body: JSON.stringify(discordMessageOf(message, { publicUrl: deps.publicUrl })),
      signal: context.signal,
      answers: [404],
    });
    // Where it is the webhook that is gone, posting says so.
    return answer.status !== 404;
  }

  return {
    id,
    kind: "discord",
    sendResolved: config.send_resolved,
    // A webhook takes some 30 messages a minute; a later one is two requests.
    pace: { everyMs: 2_000, burst: 3 },
    send,
    close: () => client.close(),
  };
}

/** A digest covers several groups and a test none: neither belongs to an incident. */
function followsUp({ notice }: Message): boolean {
  return notice !== "digest" && notice !== "test";
}

/** Without an id, as from a proxy in between, later messages of the incident are posted by themselves. */
function refOf({ text }: HttpAnswer): RemoteRef | null {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === "string" ? { message: id } : null;
  } catch {
    return null;
  }
}
