import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault, FaultPlan } from "./fault.ts";
import { forbidden, Problem, problemBody, unauthorized } from "./problem.ts";
import { type Answer, jsonAnswer, send, sendHtml, sendReset, sendTruncated } from "./send.ts";

/** Exchange is a request with the response to it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly number: number;
  readonly errorId: string;
}

/** refusalFor returns the answer that a fault gives in place of a page, null for faults of the page itself. */
export function refusalFor(
  fault: Fault | null,
  plan: FaultPlan,
  now: number,
  errorId: string,
): Answer | null {
  switch (fault) {
    case "401":
      return jsonAnswer(401, problemBody(unauthorized(), errorId));
    case "403":
      return jsonAnswer(403, problemBody(forbidden(), errorId));
    case "429":
      return jsonAnswer(429, problemBody(tooMany(), errorId), {
        "retry-after": retryAfter(plan, now),
      });
    case "500":
      return jsonAnswer(500, problemBody(broken(), errorId));
    default:
      return null;
  }
}

/** deliver writes an answer the way a fault has it; without a fault of delivery it is simply sent. */
export function deliver(
  exchange: Exchange,
  answer: Answer,
  fault: Fault | null,
  plan: FaultPlan,
): void {
  const { request, response, number } = exchange;
  const odd = number % 2 === 1;
  if (fault === "reset") sendReset(request);
  else if (fault === "truncated") sendTruncated(response, answer, odd);
  else if (fault === "html") sendHtml(response, odd);
  else if (fault === "slow") sendSlowly(response, answer, plan.slowMs ?? 2_000);
  else send(response, answer);
}

function sendSlowly(response: ServerResponse, answer: Answer, afterMs: number): void {
  const timer = setTimeout(() => send(response, answer), afterMs);
  response.once("close", () => clearTimeout(timer));
}

function retryAfter(plan: FaultPlan, now: number): string {
  const seconds = plan.retryAfter ?? 1;
  if (plan.retryAfterAs !== "date") return String(seconds);
  return new Date(now + seconds * 1000).toUTCString();
}

function tooMany(): Problem {
  return new Problem(429, "rate_limited", "rate limit", "too many requests");
}

function broken(): Problem {
  return new Problem(500, "internal_error", "internal error", "something went wrong on our side");
}
