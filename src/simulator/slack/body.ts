import type { IncomingMessage } from "node:http";

type Args = Readonly<Record<string, unknown>>;

/** readArgs reads a request's arguments: JSON, or a form whose structured values are JSON texts, as the SDK sends them. */
export async function readArgs(request: IncomingMessage): Promise<Args> {
  const text = (await readBytes(request)).toString("utf8");
  const type = request.headers["content-type"] ?? "";
  if (type.includes("application/json")) return record(parse(text));
  const form = new URLSearchParams(text);
  // Older incoming-webhook clients post a form with one field that holds the JSON.
  const payload = form.get("payload");
  if (payload !== null) return record(parse(payload));
  return Object.fromEntries([...form].map(([key, value]) => [key, formValue(key, value)]));
}

/** readBytes reads a request's body as it came. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const STRUCTURED = new Set(["blocks", "attachments", "metadata", "files"]);

function formValue(key: string, value: string): unknown {
  return STRUCTURED.has(key) ? parse(value) : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Args {
  return typeof value === "object" && value !== null ? (value as Args) : {};
}
