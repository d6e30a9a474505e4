import { freePort, make, nobody, WEBHOOK_SECRET } from "./benches.ts";
import { describeNotifier } from "./notifier.case.ts";
import { type HookFault, webhookServer } from "./webhook-server.ts";

async function start(faults: readonly HookFault[] = []) {
  const server = await webhookServer(faults);
  const made = make("webhook", { url: server.url, secret: WEBHOOK_SECRET });
  return {
    ...made,
    secrets: [WEBHOOK_SECRET, "very-secret-path"],
    // What was refused has arrived too, but only what was taken counts.
    arrived: () => server.requests.map(({ body }) => body),
    onArrival: (listener: () => void) => void server.events.once("request", listener),
    close: async () => {
      await made.notifier.close();
      await server.close();
    },
  };
}

const status = (code: number, headers: Readonly<Record<string, string>> = {}) => ({
  status: code,
  headers,
});

describeNotifier<HookFault>("webhook", {
  start,
  unreachable: async () => nobody("webhook", { url: `http://127.0.0.1:${await freePort()}/` }),
  acceptThenHang: "hang",
  failures: [
    { title: "HTTP 400", fault: status(400), reason: "rejected", retryable: false },
    {
      title: "HTTP 401",
      fault: status(401),
      reason: "unauthorized",
      retryable: false,
      says: /secret/,
    },
    { title: "HTTP 403", fault: status(403), reason: "unauthorized", retryable: false },
    { title: "HTTP 404", fault: status(404), reason: "not_found", retryable: false },
    { title: "HTTP 408", fault: status(408), reason: "timeout", retryable: true },
    { title: "HTTP 410", fault: status(410), reason: "not_found", retryable: false },
    {
      title: "HTTP 413",
      fault: status(413),
      reason: "too_large",
      retryable: false,
      says: /max_alerts/,
    },
    { title: "HTTP 429", fault: status(429), reason: "rate_limited", retryable: true },
    {
      title: "HTTP 429 with a wait",
      fault: status(429, { "retry-after": "12" }),
      reason: "rate_limited",
      retryable: true,
      retryAfterMs: 12_000,
    },
    {
      title: "a redirect",
      fault: status(302, { location: "/elsewhere" }),
      reason: "misconfigured",
      retryable: false,
      says: /final address/,
    },
    { title: "HTTP 500", fault: status(500), reason: "unavailable", retryable: true },
    {
      title: "HTTP 503 with a wait",
      fault: status(503, { "retry-after": "60" }),
      reason: "unavailable",
      retryable: true,
      retryAfterMs: 60_000,
    },
    { title: "HTTP 504", fault: status(504), reason: "unavailable", retryable: true, unsure: true },
    {
      title: "a connection lost after sending",
      fault: "reset",
      reason: "connection",
      retryable: true,
      unsure: true,
    },
  ],
});
