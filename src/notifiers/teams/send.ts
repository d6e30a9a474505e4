import type { Message } from "../../core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { type HttpAnswer, httpClient } from "../http-client.ts";
import { statusFailure } from "../status-failure.ts";
import { keepDoubt } from "../still-unsure.ts";
import type { TeamsConfig } from "./config.ts";
import { teamsMessageOf } from "./format.ts";

const NAME = "Microsoft Teams";
const ADVICES = {
  unauthorized: "check `url`: it must be whole, its signature (`sig=`) included",
  not_found: "the workflow was deleted or switched off: create a new one and set `url`",
  misconfigured:
    "redirects are not followed; set `url` to the address that the Workflows app shows",
  rejected: 'check that the workflow begins with "When a Teams webhook request is received"',
};

/** How an address that is still served by a connector says, with 200, that Teams refused. */
const REFUSED = /returned HTTP error (\d{3})/;

/**
 * teamsNotifier posts cards to a workflow. A workflow tells no id: every notice is a message of its own, and one whose fate
 * is unknown can only be marked.
 */
export function teamsNotifier(id: string, config: TeamsConfig, deps: NotifierDeps): Notifier {
  const url = config.url.reveal();
  const client = httpClient({ name: NAME, advices: ADVICES, secrets: [url], now: deps.now });

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const options = { publicUrl: deps.publicUrl, maybeRepeat: context.unsure };
    const body = JSON.stringify(teamsMessageOf(message, options));
    await keepDoubt(context.unsure, async () => {
      refusedInside(await client.send({ method: "POST", url, body, signal: context.signal }));
    });
    return { ref: null, found: false };
  }

  return {
    id,
    kind: "teams",
    sendResolved: config.send_resolved,
    // Teams takes four messages a second, a workflow's connection 100 a minute.
    pace: { everyMs: 1_000, burst: 3 },
    send,
    close: () => client.close(),
  };
}

function refusedInside({ text }: HttpAnswer): void {
  const status = REFUSED.exec(text)?.[1];
  if (!status) return;
  const refusal = { status: Number(status), words: "", retryAfterMs: undefined };
  throw statusFailure(refusal, NAME, ADVICES);
}
