import type { Dispatcher } from "undici";

/** A page of 200 rows with all of their tool histories is far below this. */
const MOST_BYTES = 64 * 1024 * 1024;
/** As much of an error's body is read; the rest of it says nothing. */
const MOST_ERROR_BYTES = 64 * 1024;

/** Answer is a whole HTTP answer: status, the headers that matter, and the body as text. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

/** GetRequest is one GET with the limits it must keep. */
export interface GetRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For the whole exchange, connecting and the last byte included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** TookTooLong says that an exchange did not end within its time. */
export class TookTooLong extends Error {
  override name = "TookTooLong";
}

/** TooLarge says that a body went past what is read into memory. */
export class TooLarge extends Error {
  override name = "TooLarge";
}

/**
 * httpGet sends one GET and reads the whole answer. One timer bounds the exchange, since undici's own time-outs
 * start anew with each byte, and a server that drips would hold a poll for ever.
 */
export async function httpGet(dispatcher: Dispatcher, request: GetRequest): Promise<Answer> {
  request.signal?.throwIfAborted();
  const ended = new AbortController();
  const timer = setTimeout(
    () => ended.abort(new TookTooLong(`no complete answer within ${request.timeoutMs} ms`)),
    request.timeoutMs,
  );
  // By hand and not AbortSignal.any: the caller's signal lives as long as the daemon, and this is taken off again.
  const stop = () => ended.abort(request.signal?.reason);
  request.signal?.addEventListener("abort", stop, { once: true });
  try {
    const answer = await dispatcher.request({
      method: "GET",
      path: request.path,
      headers: request.headers,
      signal: ended.signal,
    });
    return {
      status: answer.statusCode,
      retryAfter: only(answer.headers["retry-after"]),
      location: only(answer.headers["location"]),
      body: await textOf(answer.body, answer.statusCode === 200),
    };
  } catch (error) {
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", stop);
  }
}

async function textOf(body: AsyncIterable<Buffer>, wanted: boolean): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (!wanted && bytes > MOST_ERROR_BYTES) break;
    if (bytes > MOST_BYTES) throw new TooLarge(`the answer is larger than ${MOST_BYTES} bytes`);
  }
  // Drops a byte order mark, over which JSON.parse would stumble.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function only(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
