import { Agent, request } from "undici";
import { DeliveryError } from "../core/errors.ts";
import { networkFailure } from "./network-failure.ts";
import { retryAfterMs } from "./retry-after.ts";
import { type Advices, statusFailure } from "./status-failure.ts";

const TIMEOUT_MS = 15_000;
/** Of an answer only the start is read: for the log, and for the id of what was made. */
const MOST_READ = 65_536;
/** A shorter piece of an address is no token, and would mask ordinary words. */
const SHORTEST_SECRET = 8;

/** HttpService is a service that is talked to over HTTP. */
export interface HttpService {
  /** Names it for the reader, without a secret: `PagerDuty`, `webhook hooks.acme.io`. */
  readonly name: string;
  readonly advices: Advices;
  /** What must not be quoted from its answers: keys, and addresses with tokens in them. */
  readonly secrets: readonly string[];
  /** The time in ms since the epoch; the machine's clock unless given. */
  readonly now?: (() => number) | undefined;
}

/** HttpRequest is one call; `answers` are statuses other than 2xx that the caller reads by itself. */
export interface HttpRequest {
  readonly method: "POST" | "PUT" | "PATCH";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly answers?: readonly number[];
}

/** HttpAnswer is what came back: the status and the start of the text. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** HttpClient makes calls whose every failure is a DeliveryError; redirects are not followed. */
export interface HttpClient {
  send(call: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** httpClient makes the client of one integration, with connections of its own. */
export function httpClient(service: HttpService): HttpClient {
  const now = service.now ?? Date.now;
  const agent = new Agent({ connect: { timeout: 10_000 }, pipelining: 1 });
  const secrets = service.secrets.flatMap(piecesOf);

  async function send(call: HttpRequest): Promise<HttpAnswer> {
    const { method, url, headers = {}, body, signal, answers = [] } = call;
    try {
      const response = await request(url, {
        method,
        dispatcher: agent,
        headers: { "content-type": "application/json", "user-agent": "neo-budgetd", ...headers },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const { statusCode: status } = response;
      const text = await startOf(response.body);
      if ((status >= 200 && status < 300) || answers.includes(status)) return { status, text };
      const wait = retryAfterMs(response.headers, now());
      const words = quotable(text, secrets);
      throw statusFailure({ status, words, retryAfterMs: wait }, service.name, service.advices);
    } catch (error) {
      throw error instanceof DeliveryError ? error : networkFailure(error, service.name);
    }
  }

  return {
    send,
    close: async () => {
      if (!agent.closed) await agent.close();
    },
  };
}

/** A secret address is one as a whole and in each piece of it that is long enough to be a token. */
function piecesOf(secret: string): readonly string[] {
  const pieces = /^https?:/.test(secret) ? secret.split(/[/?&=]/).slice(3) : [];
  return [secret, ...pieces.filter((piece) => piece.length >= SHORTEST_SECRET)];
}

/** quotable is the start of an answer that may stand in a log. */
function quotable(text: string, secrets: readonly string[]): string {
  const masked = secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  return masked
    .replace(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, 200);
}

/** startOf reads the start of an answer and drops the rest. */
async function startOf(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size >= MOST_READ) break;
  }
  return Buffer.concat(parts).toString("utf8");
}
