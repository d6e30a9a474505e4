import { NeoError } from "../core/errors.ts";
import { type Answer, TookTooLong, TooLarge } from "./http-get.ts";
import type { Excerpt } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";

/** FailureContext is what a failure's message may name. */
export interface FailureContext {
  readonly account: string;
  readonly auth: "api_key" | "bearer";
  readonly baseUrl: string;
  readonly excerpt: Excerpt;
  readonly now: number;
}

/** failureOfAnswer makes the NeoError of an answer that is no 200, telling what it means and what to do. */
export function failureOfAnswer(answer: Answer, context: FailureContext): NeoError {
  const { status } = answer;
  const said = saidBy(answer, context.excerpt);
  const who = `account "${context.account}"`;
  const credential = context.auth === "api_key" ? "api_key" : "bearer token";
  const place = `${credential} of the account "${context.account}" in the configuration`;
  if (status === 401) {
    return new NeoError(
      "unauthorized",
      `${who}: the Neo API does not accept its ${credential} (${said}): it is mistyped, expired or revoked. ` +
        `Create a new one in Neo and set it as the ${place}.`,
    );
  }
  if (status === 403) {
    return new NeoError(
      "forbidden",
      `${who}: its ${credential} is known to Neo but may not read usage (${said}). Usage can be read by a team's ` +
        `admin, or by a user who is in no team; members and viewers of a team cannot. Have an admin create it, ` +
        `or make its owner an admin, and set it as the ${place}.`,
    );
  }
  if (status === 429) return rateLimited(answer, said, context);
  if (status >= 500 || status === 408 || status === 425) {
    const wait = retryAfterMs(answer.retryAfter, context.now);
    return new NeoError("unavailable", `${who}: the Neo API failed (${said}).`, {
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  }
  const moved = answer.location ? ` and points to ${context.excerpt(answer.location)}` : "";
  const hint =
    status === 404 || status < 400
      ? ` Check the account's base_url, now ${context.baseUrl}.`
      : " The API does not take this request; look for a newer version of neo-budgetd.";
  return new NeoError(
    "rejected",
    `${who}: the Neo API refused the request (${said})${moved}.${hint}`,
  );
}

function rateLimited(answer: Answer, said: string, context: FailureContext): NeoError {
  const wait = retryAfterMs(answer.retryAfter, context.now);
  const until = wait === undefined ? "" : `, and asks to wait ${Math.ceil(wait / 1000)} s`;
  return new NeoError(
    "rate_limited",
    `account "${context.account}": the Neo API limits the rate of requests (${said})${until}. ` +
      "If this lasts, set a longer poll_every.",
    wait === undefined ? {} : { retryAfterMs: wait },
  );
}

/** failureOfTransport makes the NeoError of an exchange that brought no whole answer. */
export function failureOfTransport(error: unknown, context: FailureContext): NeoError {
  const who = `account "${context.account}": `;
  const code = (error as { code?: unknown } | null)?.code;
  const name = typeof code === "string" ? code : "";
  if (error instanceof TookTooLong || /TIMEOUT|ETIMEDOUT/.test(name)) {
    return new NeoError(
      "timeout",
      `${who}the Neo API at ${context.baseUrl} gave no complete answer in time. ` +
        "If this lasts, check the network or set a longer timeout.",
      { cause: error },
    );
  }
  if (error instanceof TooLarge) {
    return new NeoError("malformed", `${who}${error.message}; it was not read further.`);
  }
  const message = error instanceof Error ? context.excerpt(error.message) : "";
  const what = [name, message].filter(Boolean).join(": ") || "connection failed";
  return new NeoError(
    "unavailable",
    `${who}the Neo API at ${context.baseUrl} cannot be reached, or broke off its answer (${what}). ` +
      "If this lasts, check the network and the account's base_url.",
    { cause: error },
  );
}

/** saidBy tells the status with the API's own code and message where the body has them, else what came. */
function saidBy(answer: Answer, excerpt: Excerpt): string {
  const body = errorBody(answer.body);
  const text = (value: unknown) => (typeof value === "string" && value ? excerpt(value) : null);
  const parts = [
    text(body["code"]),
    text(body["message"]) ?? text(body["error"]),
    text(body["error_id"]) && `error_id ${text(body["error_id"])}`,
  ].filter((part) => part !== null);
  if (parts.length > 0) return `HTTP ${answer.status}, ${parts.join(", ")}`;
  const came = excerpt(answer.body, 120);
  return came ? `HTTP ${answer.status}, ${came}` : `HTTP ${answer.status}`;
}

function errorBody(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    // Proxies answer in HTML: the excerpt of it is shown instead.
    return {};
  }
}
