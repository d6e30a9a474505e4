import type { LedgerRow, Stream } from "../../core/stream.ts";
import type { RowSource } from "../../flow/index.ts";
import { type Oddities, readRow } from "../../neo/index.ts";
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
  /** Rows that came more than once; the last one counts. */
  readonly repeated: number;
}

/** RowShelf collects rows as the API gives them. */
export interface RowShelf {
  /** Takes a line of a part of the file; false where it is no JSON and the very first. */
  line(chunk: Buffer, from: number, to: number): boolean;
  /** Takes what was parsed already: a row, a page of rows, or a list of them. */
  parsed(value: unknown, place: string): void;
  taken(): ShelvedRows;
}

/** createRowShelf makes a shelf; rows are read with the live client's own code, those of plain lines only when they are played. */
export function createRowShelf(account: string, fileBytes: number): RowShelf {
  const places = new Map<string, number>();
  const finishedAt: number[] = [];
  const made = new Map<number, LedgerRow>();
  const chunks: Buffer[] = [];
  /** Chunk, start and end of each row's line. */
  const lines: number[] = [];
  const refused = new Map<string, string>();
  let line = 0;
  let repeated = 0;

  function add(id: string, ended: number): number {
    const before = places.get(id);
    if (before !== undefined) {
      finishedAt[before] = Number.NaN;
      made.delete(before);
      repeated++;
    }
    const index = finishedAt.length;
    places.set(id, index);
    finishedAt.push(ended);
    return index;
  }

  function read(raw: unknown, rowNo: number, place: string): LedgerRow | null {
    const reading = readRow(raw, account, UNTOLD);
    if ("stream" in reading) return ledgerRow(reading.stream, rowNo);
    refused.set(place, `${place}: ${reading.unreadable}`);
    return null;
  }

  function take(raw: unknown, place: string): void {
    const row = read(raw, finishedAt.length + 1, place);
    if (row !== null) made.set(add(row.id, row.finishedAt), row);
  }

  function takeParsed(value: unknown, place: string): void {
    const list = Array.isArray(value) ? value : (value as { data?: unknown } | null)?.data;
    if (!Array.isArray(list)) take(value, place);
    else for (const [index, row] of list.entries()) take(row, `${place}, row ${index}`);
  }

  function make(index: number): LedgerRow | null {
    const chunk = chunks[lines[index * 3] ?? -1];
    if (chunk === undefined) return null;
    const text = chunk.toString("utf8", lines[index * 3 + 1], lines[index * 3 + 2]);
    const place = `row ${index + 1}`;
    try {
      return read(JSON.parse(text), index + 1, place);
    } catch {
      refused.set(place, `${place}: is no JSON, or was cut short`);
      return null;
    }
  }

  return {
    line: (chunk, from, to) => {
      line++;
      const peek = peekRow(chunk.toString("latin1", from, to));
      if (peek === null) return takeOdd(chunk.toString("utf8", from, to));
      if (chunks.at(-1) !== chunk) chunks.push(chunk);
      const index = add(peek.id, peek.finishedAt);
      lines[index * 3] = chunks.length - 1;
      lines[index * 3 + 1] = from;
      lines[index * 3 + 2] = to;
      return true;
    },
    parsed: takeParsed,
    taken: () => ({
      size: finishedAt.length,
      repeated,
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

  function takeOdd(text: string): boolean {
    const bare = text.replace(/^\uFEFF/, "").trim();
    if (bare === "") return true;
    try {
      takeParsed(JSON.parse(bare), `line ${line}`);
    } catch {
      if (line === 1) return false;
      refused.set(`line ${line}`, `line ${line}: is no JSON, or was cut short`);
    }
    return true;
  }
}

/** A row of a file was seen when it ended. The stream is taken over, not copied: there may be a million. */
function ledgerRow(stream: Stream, rowNo: number): LedgerRow {
  const ended = stream.createdAt + (stream.executionMs ?? 0);
  return Object.assign(stream, { rowNo, firstSeenAt: ended, finishedAt: ended, retracted: false });
}
