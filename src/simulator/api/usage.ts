import type { IncomingHttpHeaders } from "node:http";
import { randomOf } from "../random.ts";
import type { Shelf } from "../shelf.ts";
import type { Fault } from "./fault.ts";
import { forbidden, Problem, problemBody, unauthorized } from "./problem.ts";
import { type Answer, jsonAnswer } from "./send.ts";
import { type Habits, streamPage } from "./stream-page.ts";
import { oneOf, readStreamQuery, time } from "./stream-query.ts";
import { summaryOf } from "./summary.ts";

/** Viewer is whose key it is: an admin sees the team, a solo user no e-mail addresses, a member nothing (403). */
export type Viewer = "admin" | "solo" | "member";

/** UsageContext is what the usage operations are answered from. */
export interface UsageContext {
  readonly shelf: Shelf;
  readonly habits: Habits;
  readonly apiKey: string;
  readonly viewer: Viewer;
}

/** UsageRequest is one request at a moment, ms since the epoch. */
export interface UsageRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly now: number;
  readonly fault: Fault | null;
  readonly number: number;
}

/** PageFacts says what page of streams went out. */
export interface PageFacts {
  readonly rows: number;
  readonly total: number;
  readonly more: boolean;
}

/** UsageAnswer is an answer, and the page that is in it where there is one. */
export interface UsageAnswer {
  readonly answer: Answer;
  readonly page: PageFacts | null;
}

/** answerUsage answers a request to the vendor's usage operations; throws a Problem where the vendor would refuse. */
export function answerUsage(context: UsageContext, request: UsageRequest): UsageAnswer {
  if (!lets(request.headers, context.apiKey)) throw unauthorized();
  const operation = OPERATIONS[request.url.pathname];
  if (!operation) {
    throw new Problem(404, "not_exists", "not exists", `there is no ${request.url.pathname}`);
  }
  if (request.method !== "GET") {
    throw new Problem(
      405,
      "invalid_request",
      "invalid request",
      `${request.method} is not allowed`,
    );
  }
  if (context.viewer === "member") throw forbidden();
  return operation(context, request);
}

/** problemAnswer tells a Problem in the vendor's shape; anything else is thrown on. */
export function problemAnswer(error: unknown, errorId: string): Answer {
  if (!(error instanceof Problem)) throw error;
  return jsonAnswer(error.status, problemBody(error, errorId));
}

/** apiKeyOf makes an API key of the vendor's form from a seed. */
export function apiKeyOf(seed: string): string {
  return `neo_sk_${randomOf(`${seed}/api-key`).uuid().replaceAll("-", "")}`;
}

type Operation = (context: UsageContext, request: UsageRequest) => UsageAnswer;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  "/api/v1/usage/streams": ({ shelf, habits }, { url, now, fault, number }) => {
    const query = readStreamQuery(url.searchParams);
    const page = streamPage(shelf, habits, { query, now, fault, number });
    const facts = { rows: page.data.length, total: page.total, more: page.has_more };
    return { answer: jsonAnswer(200, page), page: facts };
  },
  "/api/v1/usage/summary": ({ shelf, habits }, { url, now }) => {
    if (habits.summary === "forbidden") throw forbidden();
    const grouping = oneOf(url.searchParams, "group_by", ["day", "week", "month"]) ?? "day";
    const from = time(url.searchParams, "from", Number.NEGATIVE_INFINITY);
    const to = time(url.searchParams, "to", Number.POSITIVE_INFINITY);
    const rows = shelf.window(now, from, to, habits.bounds);
    const summary = summaryOf(rows, now, {
      grouping,
      withEmail: habits.email,
      decimals: habits.summary === "rounded" ? 2 : 9,
    });
    return { answer: jsonAnswer(200, summary), page: null };
  },
};

function lets(headers: IncomingHttpHeaders, apiKey: string): boolean {
  return headers["x-api-key"] === apiKey || headers.authorization === `Bearer ${apiKey}`;
}
