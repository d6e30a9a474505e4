import type { DetailField, LedgerRow } from "../../core/stream.ts";
import {
  ALL_COLUMNS,
  type CollectedRows,
  rowsFromCollected,
  STREAM_COLUMNS,
  STREAM_FIELDS,
} from "./stream-columns.ts";

/** JoinedRows is what is read of many rows: of each column all values as one text, and nothing of a column that was left out. */
export interface JoinedRows {
  readonly count: number;
  readonly [column: string]: string | number | undefined;
}

const TYPES = new Map<string, string>([
  ...[...STREAM_FIELDS.map((field) => STREAM_COLUMNS[field])],
  ["account", "text"],
  ["id", "text"],
]);
const MAY_BE_ABSENT: ReadonlySet<string> = new Set(["task_title", "member", "error_message"]);

/**
 * joinedWithout selects rows as JoinedRows, without some details. Each column's values are put side by side as JSON has
 * them, texts as they are: nothing is escaped, which takes most of the time where the database makes the JSON. Of texts
 * that may be absent an empty one stands for that; one that is empty indeed is told by a backslash.
 */
export function joinedWithout(details: readonly DetailField[]): string {
  const left = new Set<string>([
    ...details.map((field) => STREAM_COLUMNS[field][0]),
    "retracted_at",
  ]);
  const columns = ALL_COLUMNS.filter((column) => !left.has(column)).map((column) => {
    if (TYPES.get(column) !== "text") {
      return `string_agg(coalesce(${column}::text, 'null'), ',') AS ${column}`;
    }
    const text = MAY_BE_ABSENT.has(column)
      ? `CASE ${column} WHEN '' THEN chr(92) ELSE coalesce(${column}, '') END`
      : column;
    return `string_agg(${text}, '","') AS ${column}`;
  });
  return ["count(*)::integer AS count", ...columns].join(", ");
}

/**
 * rowsFromJoined makes rows of joined columns; null where a text holds what JSON has to escape, so that the columns cannot be
 * taken apart as they are.
 */
export function rowsFromJoined(joined: JoinedRows): LedgerRow[] | null {
  const columns: Record<string, readonly unknown[]> = {};
  for (const column of ALL_COLUMNS) {
    const text = joined[column] as string | undefined;
    const values = text === undefined ? [] : valuesFrom(text, TYPES.get(column) === "text");
    if (values === null || (text !== undefined && values.length !== joined.count)) return null;
    columns[column] = MAY_BE_ABSENT.has(column) ? values.map((value) => value || null) : values;
  }
  return rowsFromCollected(columns as unknown as CollectedRows);
}

function valuesFrom(text: string, isText: boolean): readonly unknown[] | null {
  if (!isText) return JSON.parse(`[${text}]`) as unknown[];
  if (text.includes("\\")) return null;
  try {
    return JSON.parse(`["${text}"]`) as unknown[];
  } catch {
    // A quote or a line's end stands in one of the texts.
    return null;
  }
}
