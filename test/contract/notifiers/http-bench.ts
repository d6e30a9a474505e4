import type { NotifierDeps, NotifierName } from "../../../src/notifiers/index.ts";
import { freePort, make, nobody } from "./benches.ts";
import type { NotifierCase } from "./notifier.case.ts";
import { type Answer, type HookFault, webhookServer } from "./webhook-server.ts";

/** HttpKind is a notifier that talks JSON to one service, and a stand-in that refuses what the service would refuse. */
interface HttpKind {
  readonly kind: NotifierName;
  readonly config: (server: { readonly origin: string; readonly url: string }) => object;
  readonly answer: Answer;
  readonly secrets: readonly string[];
}

/** httpBench starts the stand-in and makes its notifier. */
export async function httpBench(
  { kind, config, answer, secrets }: HttpKind,
  faults: readonly HookFault[] = [],
  deps: Partial<NotifierDeps> = {},
) {
  const server = await webhookServer(faults, answer);
  const made = make(kind, config(server), deps);
  return {
    ...made,
    server,
    secrets,
    arrived: () => server.requests.map(({ body }) => body),
    onArrival: (listener: () => void) => void server.events.once("request", listener),
    close: async () => {
      await made.notifier.close();
      await server.close();
    },
  };
}

/** httpCase is the contract suite's case of such a notifier: each status class, waits, and answers that get lost. */
export function httpCase(of: HttpKind, says: Record<string, RegExp> = {}): NotifierCase<HookFault> {
  const status = (code: number, headers: Record<string, string> = {}) => ({
    status: code,
    headers,
    // A service may quote what it was sent.
    body: `refused ${of.secrets.join(" ")}`,
  });
  const failure = (
    title: string,
    fault: HookFault,
    reason: NotifierCase<HookFault>["failures"][number]["reason"],
    retryable: boolean,
    more: { readonly unsure?: true; readonly retryAfterMs?: number } = {},
  ) => ({ title, fault, reason, retryable, ...more, ...(says[reason] && { says: says[reason] }) });
  return {
    start: (faults) => httpBench(of, faults),
    unreachable: async () => {
      const origin = `http://127.0.0.1:${await freePort()}`;
      return nobody(of.kind, of.config({ origin, url: `${origin}/hook/token` }));
    },
    acceptThenHang: "hang",
    failures: [
      failure("HTTP 400", status(400), "rejected", false),
      failure("HTTP 401", status(401), "unauthorized", false),
      failure("HTTP 403", status(403), "unauthorized", false),
      failure("HTTP 404", status(404), "not_found", false),
      failure("HTTP 408", status(408), "timeout", true),
      failure("HTTP 413", status(413), "too_large", false),
      failure("HTTP 422", status(422), "rejected", false),
      failure("HTTP 429", status(429), "rate_limited", true),
      failure("HTTP 429 with a wait", status(429, { "retry-after": "7" }), "rate_limited", true, {
        retryAfterMs: 7_000,
      }),
      failure("a redirect", status(302, { location: "/x" }), "misconfigured", false),
      failure("HTTP 500", status(500), "unavailable", true),
      failure("HTTP 502", status(502), "unavailable", true, { unsure: true }),
      failure("HTTP 503 with a wait", status(503, { "retry-after": "60" }), "unavailable", true, {
        retryAfterMs: 60_000,
      }),
      failure("HTTP 504", status(504), "unavailable", true, { unsure: true }),
      failure("a connection lost after sending", "reset", "connection", true, { unsure: true }),
    ],
  };
}
