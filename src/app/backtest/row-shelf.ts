import type { LedgerRow } from "../../core/stream.ts";
import { type Oddities, readRow } from "../../neo/index.ts";
import type { FileRows } from "./rows-read.ts";

/** As many unreadable rows are described; the others are only counted. */
const DESCRIBED = 5;

/** A file that somebody kept is not the API: what is unknown in it is no news of the API. */
const UNTOLD: Oddities = { field() {}, value() {}, dropped() {} };

/** RowShelf collects rows as the API gives them. */
export interface RowShelf {
  /** Rows taken so far. */
  readonly size: number;
  take(raw: unknown, place: string): void;
  refuse(why: string): void;
  taken(): FileRows;
}

/** createRowShelf makes a shelf that reads rows with the live client's own code; a row that comes again replaces itself. */
export function createRowShelf(account: string): RowShelf {
  const rows: LedgerRow[] = [];
  const places = new Map<string, number>();
  const examples: string[] = [];
  let unreadable = 0;
  let repeated = 0;

  function refuse(why: string): void {
    unreadable++;
    if (examples.length < DESCRIBED) examples.push(why);
  }

  return {
    get size() {
      return rows.length;
    },
    refuse,
    take: (raw, place) => {
      const reading = readRow(raw, account, UNTOLD);
      if ("unreadable" in reading) {
        refuse(`${place}: ${reading.unreadable}`);
        return;
      }
      const { stream } = reading;
      const known = places.get(stream.id);
      const index = known ?? rows.length;
      if (known === undefined) places.set(stream.id, index);
      else repeated++;
      const ended = stream.createdAt + (stream.executionMs ?? 0);
      const seen = { rowNo: index + 1, firstSeenAt: ended, finishedAt: ended, retracted: false };
      rows[index] = { ...stream, ...seen };
    },
    taken: () => ({ rows, unreadable, examples, repeated }),
  };
}
