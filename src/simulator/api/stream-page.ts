import type { WireStreamPage } from "../../neo/index.ts";
import { saltOf } from "../random.ts";
import type { Bounds, Shelf } from "../shelf.ts";
import { costAt, type TeamRow, type WireOptions, type WireRow, wireRow } from "../team/index.ts";
import type { Fault } from "./fault.ts";
import type { StreamQuery } from "./stream-query.ts";

/** Habits are what the vendor's page leaves open, as the simulator is told to behave. */
export interface Habits extends WireOptions {
  readonly bounds: Bounds;
  /** Which way created_at sorts. */
  readonly order: "newest" | "oldest";
  /** What the summary is: exact, its amounts rounded to cents, or refused although the streams are told. */
  readonly summary: "exact" | "rounded" | "forbidden";
}

/** StreamPage is the body of an answer of /usage/streams. */
export type StreamPage = WireStreamPage & { readonly data: readonly WireRow[] };

/** PageRequest is a query at a moment (ms since the epoch), with the fault that spoils its page, if one does. */
export interface PageRequest {
  readonly query: StreamQuery;
  readonly now: number;
  readonly fault: Fault | null;
  /** The request's number, from which a shuffled order follows. */
  readonly number: number;
}

/** streamPage answers a query as the API would, or as a faulty API would. */
export function streamPage(shelf: Shelf, habits: Habits, request: PageRequest): StreamPage {
  const { query, now, fault, number } = request;
  const window = shelf.window(now, query.from, query.to, habits.bounds);
  const matching = query.matches ? window.filter(query.matches) : window;
  const hidden = fault === "inserted" && query.offset === 0 && matching.length > 0 ? 1 : 0;
  const total = matching.length - hidden;
  const rows =
    query.sort === "created_at" && fault !== "shuffled"
      ? byTime(matching, habits.order, query, hidden)
      : sorted(matching, fault === "shuffled" ? number : null, now).slice(
          query.offset,
          query.offset + query.limit,
        );
  return {
    data: repeatedIf(fault, rows).map((row) => wireRow(row, now, habits)),
    total: fault === "total" ? total + (number % 2 === 0 ? 1 : -Math.min(1, total)) : total,
    has_more: query.offset + rows.length < total,
  };
}

/** Cuts the page straight out of the ordered rows; `hidden` leaves out that many of the newest. */
function byTime(
  rows: readonly TeamRow[],
  order: Habits["order"],
  query: StreamQuery,
  hidden: number,
): TeamRow[] {
  const last = rows.length - hidden;
  if (order === "oldest") {
    return rows.slice(Math.min(query.offset, last), Math.min(query.offset + query.limit, last));
  }
  const end = Math.max(0, last - query.offset);
  return rows.slice(Math.max(0, end - query.limit), end).reverse();
}

function sorted(rows: readonly TeamRow[], shuffle: number | null, now: number): TeamRow[] {
  const weigh = (row: TeamRow) =>
    shuffle === null ? -(costAt(row, now) ?? 0) : saltOf(`${shuffle}/${row.id}`);
  return rows
    .map((row) => ({ row, weight: weigh(row) }))
    .sort((left, right) => left.weight - right.weight || (left.row.id < right.row.id ? -1 : 1))
    .map(({ row }) => row);
}

function repeatedIf(fault: Fault | null, rows: readonly TeamRow[]): readonly TeamRow[] {
  const first = rows[0];
  return fault === "repeated" && first ? [...rows.slice(0, -1), first] : rows;
}
