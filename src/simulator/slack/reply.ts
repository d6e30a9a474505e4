import type { SlackFault } from "./fault.ts";

/** Reply is an HTTP answer before it is written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

type Body = Readonly<Record<string, unknown>>;

/** apiReply answers a Web API call: nearly everything is HTTP 200 with JSON. */
export function apiReply(body: Body, fault: SlackFault): Reply {
  if (typeof fault !== "object") return json(200, body);
  if ("status" in fault) return plain(fault.status, "told to fail");
  if ("error" in fault) return json(200, { ok: false, error: fault.error });
  const limited = json(429, { ok: false, error: "ratelimited" });
  return { ...limited, headers: { ...limited.headers, ...retryAfter(fault.ratelimited) } };
}

/** WEBHOOK_STATUS is the HTTP status that an incoming webhook gives each of its error words; 400 for others. */
const WEBHOOK_STATUS: Readonly<Record<string, number>> = {
  action_prohibited: 403,
  invalid_token: 403,
  no_service: 404,
  channel_not_found: 404,
  channel_is_archived: 410,
  rollup_error: 500,
};

/** webhookReply answers an incoming webhook: plain words, and failures as HTTP statuses. */
export function webhookReply(body: Body, fault: SlackFault): Reply {
  if (typeof fault === "object" && "status" in fault) return plain(fault.status, "told to fail");
  if (typeof fault === "object" && "ratelimited" in fault) {
    return { ...plain(429, "rate_limited"), headers: retryAfter(fault.ratelimited) };
  }
  const word = typeof fault === "object" ? fault.error : body["error"];
  if (word === undefined) return plain(200, "ok");
  return plain(WEBHOOK_STATUS[String(word)] ?? 400, String(word));
}

function json(status: number, value: Body): Reply {
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  return { status, headers, text: JSON.stringify(value) };
}

function plain(status: number, text: string): Reply {
  return { status, headers: { "Content-Type": "text/plain" }, text };
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { "Retry-After": String(seconds) };
}
