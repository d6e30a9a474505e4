import { Pool } from "undici";
import { NeoError, OperatorError } from "../core/errors.ts";
import type { Clock, Log, Telemetry, TimeSpan, UsageApi } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";
import { type FailureContext, failureOfAnswer, failureOfTransport } from "./failures.ts";
import { type Answer, httpGet } from "./http-get.ts";
import { createOddities } from "./oddities.ts";
import { readPage } from "./read-page.ts";
import { readSummary } from "./read-summary.ts";
import { excerptFor } from "./redact.ts";
import { RETRY_PLAN, type RetryPlan, retrying } from "./retrying.ts";

/** LARGEST_PAGE is the most rows that the API gives on one page. */
export const LARGEST_PAGE = 200;

/** NeoApiOptions are one account's access to the Neo API and what the client reports to. */
export interface NeoApiOptions {
  /** The account's name; it is named in errors and labels. */
  readonly account: string;
  readonly auth: "api_key" | "bearer";
  readonly credential: Secret;
  /** Scheme, host and, behind a gateway, a path in front of `/api/v1`. */
  readonly baseUrl: string;
  /** For one request, from connecting to the last byte. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly clock?: Clock;
  /** From 0 to below 1; jitter only. */
  readonly random?: () => number;
  readonly retry?: Partial<RetryPlan>;
}

/** NeoApi is one account's usage API over HTTP with its own keep-alive connections. */
export interface NeoApi extends UsageApi {
  close(): Promise<void>;
}

/**
 * createNeoApi makes the client of one account. Its calls are tried again where that can help, take Retry-After
 * into account, and fail with a NeoError whose message says what to do and never holds the credential.
 */
export function createNeoApi(options: NeoApiOptions): NeoApi {
  const { account, log, telemetry } = options;
  const clock = options.clock ?? { now: Date.now };
  const base = new URL(options.baseUrl);
  const headers = headersOf(options);
  const excerpt = excerptFor(options.credential);
  const oddities = createOddities({ account, log, telemetry, excerpt });
  const plan = { ...RETRY_PLAN, ...options.retry };
  const pool = new Pool(base.origin, {
    connections: 4,
    keepAliveTimeout: 60_000,
    connect: { timeout: options.timeoutMs },
  });
  const context = (): FailureContext => ({
    account,
    auth: options.auth,
    baseUrl: base.origin + base.pathname.replace(/\/$/, ""),
    excerpt,
    now: clock.now(),
  });

  const exchange = async (path: string, signal: AbortSignal | undefined): Promise<Answer> => {
    try {
      return await httpGet(pool, { path, headers, timeoutMs: options.timeoutMs, signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw failureOfTransport(error, context());
    }
  };

  const attempt = async <T>(
    path: string,
    read: (body: string) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> => {
    const started = clock.now();
    let outcome = "aborted";
    try {
      const answer = await exchange(path, signal);
      if (answer.status !== 200) throw failureOfAnswer(answer, context());
      const told = read(answer.body);
      outcome = "ok";
      return told;
    } catch (error) {
      if (error instanceof NeoError) outcome = error.failure;
      throw error;
    } finally {
      telemetry.count("api_requests_total", { account, outcome });
      telemetry.duration("api_request_duration_seconds", (clock.now() - started) / 1000, {
        account,
      });
    }
  };

  const get = <T>(path: string, read: (body: string) => T, signal: AbortSignal | undefined) =>
    retrying(() => attempt(path, read, signal), {
      plan,
      random: options.random ?? Math.random,
      signal,
      onRetry: (error, waitMs, tried) =>
        log.debug("a request to the Neo API failed and is tried again", {
          account,
          failure: error.failure,
          error: error.message,
          attempt: tried,
          waitMs,
        }),
    });

  return {
    page: (query, signal) =>
      get(
        pathOf(base, "streams", {
          ...spanOf(query),
          limit: String(Math.min(query.limit, LARGEST_PAGE)),
          offset: String(query.offset),
          sort: "created_at",
        }),
        (body) => readPage(body, { account, offset: query.offset, oddities, excerpt }),
        signal,
      ),
    summary: (query, signal) =>
      get(
        pathOf(base, "summary", { ...spanOf(query), group_by: "day" }),
        (body) => readSummary(body, { account, excerpt }),
        signal,
      ),
    close: () => pool.close(),
  };
}

function pathOf(base: URL, operation: string, parameters: Record<string, string>): string {
  const path = `${base.pathname.replace(/\/$/, "")}/api/v1/usage/${operation}`;
  return `${path}?${new URLSearchParams(parameters)}`;
}

function spanOf({ from, to }: TimeSpan): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function headersOf(options: NeoApiOptions): Record<string, string> {
  const value = options.credential.reveal();
  // A file with a line break in it is the usual cause; sent on, it would fail far from here and without a name.
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new OperatorError(
      `account "${options.account}": its ${options.auth === "api_key" ? "api_key" : "bearer token"} is empty or ` +
        "holds a blank, a line break or a letter outside ASCII. Check the variable or file that it comes from.",
    );
  }
  return {
    accept: "application/json",
    "user-agent": "neo-budgetd",
    ...(options.auth === "api_key" ? { "x-api-key": value } : { authorization: `Bearer ${value}` }),
  };
}
