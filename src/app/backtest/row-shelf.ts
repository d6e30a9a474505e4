import type { LedgerRow, Stream } from "../../core/stream.ts";
import type { RowSource } from "../../flow/index.ts";
import { type Oddities, readRow } from "../../neo/index.ts";
import { createIdBook } from "./id-book.ts";
import { peekRow } from "./peek-row.ts";

/** As many unreadable rows are described; the others are only counted. */
const DESCRIBED = 5;
/** Of files up to this many bytes rows are kept once they were made: another replay needs them again. */
const KEPT_BYTES = 200e6;

/** A file that somebody kept is not the API: what is unknown in it is no news of the API. */
const UNTOLD: Oddities = { field() {}, value() {}, dropped() {} };

/** ShelvedRows are the rows of a file, and what of it could not be read: some of that shows only when a row is played. */
export interface ShelvedRows extends RowSource {
  unreadable(): { readonly count: number; readonly examples: readonly string[] };
}

/** RowShelf collects rows as the API gives them; of one that comes more than once the last counts. */
export interface RowShelf {
  /** Takes a line of a part of the file; false where it is no JSON and the very first. */
  line(chunk: Buffer, from: number, to: number): boolean;
  /** Takes what was parsed already: a row, a page of rows, or a list of them. */
  parsed(value: unknown, place: string): void;
  taken(): ShelvedRows;
}

/** createRowShelf makes a shelf; rows are read with the live client's own code, those of plain lines only when they are played. */
export function createRowShelf(account: string, fileBytes: number): RowShelf {
  const finishedAt: number[] = [];
  const made = new Map<number, LedgerRow>();
  const chunks: Buffer[] = [];
  /** Chunk, start and end of each row's line; nothing for a row that was parsed at once. */
  const lines: number[] = [];
  const refused = new Map<string, string>();
  const ids = createIdBook((row) => made.get(row)?.id ?? peekRow(textOf(row, "latin1"))?.id ?? "");
  let line = 0;

  function add(id: string, ended: number, chunk: number, from: number, to: number): number {
    const before = ids.give(id);
    if (before >= 0) finishedAt[before] = Number.NaN;
    lines.push(chunk, from, to);
    return finishedAt.push(ended) - 1;
  }

  function textOf(row: number, encoding: BufferEncoding): string {
    const chunk = chunks[lines[row * 3] as number];
    return chunk?.toString(encoding, lines[row * 3 + 1], lines[row * 3 + 2]) ?? "";
  }

  function read(raw: unknown, rowNo: number, place: string): LedgerRow | null {
    const reading = readRow(raw, account, UNTOLD);
    if ("stream" in reading) return ledgerRow(reading.stream, rowNo);
    refused.set(place, `${place}: ${reading.unreadable}`);
    return null;
  }

  function take(raw: unknown, place: string): void {
    const row = read(raw, finishedAt.length + 1, place);
    if (row !== null) made.set(add(row.id, row.finishedAt, -1, 0, 0), row);
  }

  function takeParsed(value: unknown, place: string): void {
    const list = Array.isArray(value) ? value : (value as { data?: unknown } | null)?.data;
    if (!Array.isArray(list)) take(value, place);
    else for (const [index, row] of list.entries()) take(row, `${place}, row ${index}`);
  }

  function takeOdd(text: string): boolean {
    const bare = text.replace(/^\uFEFF/, "").trim();
    if (bare === "") return true;
    const value = parse(bare);
    if (value === undefined) {
      if (line === 1) return false;
      refused.set(`line ${line}`, `line ${line}: is no JSON, or was cut short`);
    } else takeParsed(value, `line ${line}`);
    return true;
  }

  function make(index: number): LedgerRow | null {
    const place = `row ${index + 1}`;
    const value = parse(textOf(index, "utf8"));
    const row = value === undefined ? null : read(value, index + 1, place);
    if (value === undefined) refused.set(place, `${place}: is no JSON, or was cut short`);
    if (row === null || row.finishedAt === finishedAt[index]) return row;
    refused.set(place, `${place}: has two values named created_at or total_execution_ms`);
    return null;
  }

  return {
    line: (chunk, from, to) => {
      line++;
      const peek = peekRow(chunk.toString("latin1", from, to));
      if (peek === null) return takeOdd(chunk.toString("utf8", from, to));
      if (chunks.at(-1) !== chunk) chunks.push(chunk);
      add(peek.id, peek.finishedAt, chunks.length - 1, from, to);
      return true;
    },
    parsed: takeParsed,
    taken: () => ({
      size: finishedAt.length,
      finishedAt: (index) => finishedAt[index] ?? Number.NaN,
      row: (index) => {
        const known = made.get(index) ?? make(index);
        if (known !== null && fileBytes < KEPT_BYTES) made.set(index, known);
        return known;
      },
      unreadable: () => ({
        count: refused.size,
        examples: [...refused.values()].slice(0, DESCRIBED),
      }),
    }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A row of a file was seen when it ended. The stream is taken over, not copied: there may be a million. */
function ledgerRow(stream: Stream, rowNo: number): LedgerRow {
  const ended = stream.createdAt + (stream.executionMs ?? 0);
  return Object.assign(stream, { rowNo, firstSeenAt: ended, finishedAt: ended, retracted: false });
}
