import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from "@slack/web-api";
import { IncomingWebhookHTTPError, IncomingWebhookRequestError } from "@slack/webhook";
import { DeliveryError } from "../../core/errors.ts";
import { isOfNetwork, networkFailure } from "../network-failure.ts";
import { adviceFor } from "./advice.ts";

/** slackFailure turns what the SDK threw into a DeliveryError; nothing of a request is quoted, it holds the token. */
export function slackFailure(error: unknown, channel: string): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRequestError || error instanceof IncomingWebhookRequestError) {
    return error.original instanceof DeliveryError
      ? error.original
      : networkFailure(error.original, "Slack");
  }
  if (error instanceof WebAPIPlatformError) return platform(error, channel);
  if (error instanceof WebAPIHTTPError) {
    return status(error.statusCode, "", channel);
  }
  if (error instanceof IncomingWebhookHTTPError) {
    return status(error.statusCode, error.body, channel);
  }
  return isOfNetwork(error) ? networkFailure(error, "Slack") : ownFault(error);
}

/** ownFault is a message that this program could not even put into blocks: it will not be any better the next time. */
function ownFault(error: unknown): DeliveryError {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new DeliveryError(
    "rejected",
    `The message could not be laid out for Slack (${what}). To do: report this as a fault of neo-budgetd.`,
    { retryable: false, cause: error },
  );
}

function platform(error: WebAPIPlatformError, channel: string): DeliveryError {
  const word = /^\w{1,60}$/.test(error.data.error) ? error.data.error : "an unreadable answer";
  const { reason, retryable, advice } = adviceFor(word, channel);
  const meta = error.data.response_metadata;
  const details = meta?.messages?.length ? ` ${meta.messages.join("; ").slice(0, 300)}` : "";
  return new DeliveryError(
    reason,
    `Slack refused the message to ${channel}: ${word}.${details} To do: ${advice}`,
    {
      // An answer that is not JSON comes from a proxy or a broken Slack: it may be gone the next time.
      retryable: retryable || word.includes(" "),
      ...(meta?.retryAfter !== undefined && { retryAfterMs: meta.retryAfter * 1000 }),
    },
  );
}

function status(code: number, body: string, channel: string): DeliveryError {
  if (code >= 500) {
    return new DeliveryError("unavailable", `Slack answered HTTP ${code}; it is tried again`, {
      retryable: true,
      // Behind a gateway's 502 or 504 the message may have been taken.
      unsure: code === 502 || code === 504,
    });
  }
  const word = /^\w{1,60}$/.test(body.trim()) ? body.trim() : `HTTP ${code}`;
  const { reason, advice } = adviceFor(word, channel);
  return new DeliveryError(
    reason,
    `Slack refused the message to ${channel}: ${word}. To do: ${advice}`,
    {
      retryable: false,
    },
  );
}

/** limited is a 429: when Slack wants to be asked again, where it said so. */
export function limited(channel: string, seconds: number | undefined): DeliveryError {
  const wait = seconds === undefined ? "" : ` and asked to wait ${seconds} s`;
  return new DeliveryError("rate_limited", `Slack limits the messages to ${channel}${wait}`, {
    retryable: true,
    ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
  });
}
