import type { IncomingMessage, ServerResponse } from "node:http";

/** Answer is a whole answer before it goes out. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** jsonAnswer makes an answer of a value. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: JSON.stringify(value), headers };
}

/** send writes an answer. */
export function send(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    "content-type": JSON_TYPE,
    "content-length": body.length,
    ...answer.headers,
  });
  response.end(body);
}

/** sendReset cuts the connection without an answer. */
export function sendReset(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}

/**
 * sendTruncated writes half of an answer. A `torn` one promises more bytes than come before the connection
 * breaks; else HTTP ends properly and the JSON does not.
 */
export function sendTruncated(response: ServerResponse, answer: Answer, torn: boolean): void {
  const body = Buffer.from(answer.body);
  const half = body.subarray(0, Math.floor(body.length / 2));
  response.writeHead(answer.status, {
    "content-type": JSON_TYPE,
    "content-length": torn ? body.length : half.length,
  });
  if (torn) response.write(half, () => response.destroy());
  else response.end(half);
}

/** sendHtml answers like a gateway in front of the API: a page for people, with a success code to make it worse. */
export function sendHtml(response: ServerResponse, ok: boolean): void {
  const title = ok ? "Checking your browser" : "502 Bad Gateway";
  send(response, {
    status: ok ? 200 : 502,
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

const BODY_LIMIT = 1_000_000;

/** readJson reads a request's body as JSON; an empty body is an empty object. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > BODY_LIMIT) throw new Error(`a body of more than ${BODY_LIMIT} bytes is refused`);
    parts.push(part as Buffer);
  }
  const text = Buffer.concat(parts).toString("utf8");
  return text.trim() === "" ? {} : JSON.parse(text);
}
