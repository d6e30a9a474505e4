import { NeoError } from "../core/errors.ts";
import type { UsagePage } from "../core/ports/index.ts";
import type { Stream } from "../core/stream.ts";
import type { Oddities } from "./oddities.ts";
import { readRow } from "./read-row.ts";
import type { Excerpt } from "./redact.ts";

const KNOWN_FIELDS: ReadonlySet<string> = new Set(["data", "total", "has_more"]);
/** As many unreadable rows of a page are described; the others are only counted. */
const DESCRIBED = 20;

/** PageReader is what readPage needs to know of the account and the page asked for. */
export interface PageReader {
  readonly account: string;
  readonly offset: number;
  readonly oddities: Oddities;
  readonly excerpt: Excerpt;
}

/**
 * readPage reads a body as a page of streams. A row that cannot be read is named by its place and the others are
 * given; a body that is no page at all is a NeoError `malformed` with an excerpt of what came.
 */
export function readPage(body: string, reader: PageReader): UsagePage {
  const page = pageOf(body, reader);
  const streams: Stream[] = [];
  const unreadable: string[] = [];
  page.data.forEach((raw, index) => {
    const reading = readRow(raw, reader.account, reader.oddities);
    if ("stream" in reading) streams.push(reading.stream);
    else
      unreadable.push(`row ${reader.offset + index}: ${placed(unreadable, reading, raw, reader)}`);
  });
  return { streams, total: page.total, hasMore: page.hasMore, unreadable };
}

function pageOf(body: string, reader: PageReader) {
  const page = objectOf(body, reader);
  const { data, total, has_more: hasMore } = page;
  if (!Array.isArray(data)) throw malformed("has no list `data`", body, reader);
  if (typeof total !== "number" || !Number.isSafeInteger(total) || total < 0) {
    throw malformed("has no count `total`", body, reader);
  }
  for (const name of Object.keys(page)) {
    if (!KNOWN_FIELDS.has(name)) reader.oddities.field("page", name);
  }
  if (typeof hasMore !== "boolean") reader.oddities.dropped("has_more", "no boolean");
  return {
    data: data as readonly unknown[],
    total,
    hasMore: typeof hasMore === "boolean" ? hasMore : reader.offset + data.length < total,
  };
}

function objectOf(body: string, reader: PageReader): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // The parser's own message quotes the body unredacted; the excerpt says the same safely.
    throw malformed("is no JSON, or was cut short", body, reader);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw malformed("is no JSON object", body, reader);
  }
  return parsed as Record<string, unknown>;
}

function placed(
  before: readonly string[],
  reading: { unreadable: string },
  raw: unknown,
  reader: PageReader,
): string {
  if (before.length >= DESCRIBED) return "unreadable too";
  const id = (raw as { stream_id?: unknown } | null)?.stream_id;
  const name = typeof id === "string" ? ` (stream_id ${reader.excerpt(id, 60)})` : "";
  return `${reader.excerpt(reading.unreadable)}${name}`;
}

function malformed(what: string, body: string, reader: PageReader): NeoError {
  const came = body.trim() ? `it begins with: ${reader.excerpt(body)}` : "it is empty";
  return new NeoError(
    "malformed",
    `account "${reader.account}": the answer of the Neo API ${what}; ${came}. ` +
      "If this lasts, check that base_url points at the Neo API and that no proxy answers in its place.",
  );
}
