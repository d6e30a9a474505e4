import type { RowColumns } from "../../core/row-columns.ts";
import type { DetailField, LedgerRow } from "../../core/stream.ts";
import { ROW_COLUMNS, ROW_FIELDS, type RowField } from "./stream-columns.ts";

/** JoinedRows is what is read of many rows: of each column all values as one text, and nothing of a column that was left out. */
export interface JoinedRows {
  readonly count: number;
  readonly [column: string]: string | number | undefined;
}

const MAY_BE_ABSENT: ReadonlySet<RowField> = new Set([
  "taskTitle",
  "member",
  "executionMs",
  "llmTimeMs",
  "toolTimeMs",
  "stepLatencyMs",
  "errorMessage",
] as const);

/**
 * joinedWithout selects rows as JoinedRows, without some details. Each column's values are put side by side as JSON has
 * them, texts as they are: nothing is escaped, which takes most of the time where the database makes the JSON. Of texts
 * that may be absent an empty one stands for that; one that is empty indeed is told by a backslash.
 */
export function joinedWithout(details: readonly DetailField[]): string {
  const left = new Set<string>([...details, "retracted"]);
  const columns = ROW_FIELDS.filter((field) => !left.has(field)).map((field) => {
    const [column, type] = ROW_COLUMNS[field];
    return `string_agg(${selected(field)}, '${type === "text" ? '","' : ","}') AS ${column}`;
  });
  return ["count(*)::integer AS count", ...columns].join(", ");
}

function selected(field: RowField): string {
  const [column, type] = ROW_COLUMNS[field];
  const absent = MAY_BE_ABSENT.has(field);
  if (type !== "text") return absent ? `coalesce(${column}::text, 'null')` : `${column}::text`;
  return absent ? `CASE ${column} WHEN '' THEN chr(92) ELSE coalesce(${column}, '') END` : column;
}

/**
 * columnsFromJoined takes joined columns apart; null where a text holds what JSON has to escape, so that this cannot be done
 * with the columns as they are.
 */
export function columnsFromJoined(joined: JoinedRows): RowColumns | null {
  const columns: Partial<Record<keyof LedgerRow, ArrayLike<unknown>>> = {};
  for (const field of ROW_FIELDS) {
    const [column, type] = ROW_COLUMNS[field];
    const text = joined[column] as string | undefined;
    if (text === undefined) continue;
    const values = valuesFrom(text, type === "text", MAY_BE_ABSENT.has(field));
    if (values?.length !== joined.count) return null;
    columns[field] = values;
  }
  return { length: joined.count, ...columns } as RowColumns;
}

function valuesFrom(
  text: string,
  isText: boolean,
  mayBeAbsent: boolean,
): ArrayLike<unknown> | null {
  if (!isText) return wholeNumbers(text) ?? (JSON.parse(`[${text}]`) as unknown[]);
  if (text.includes("\\")) return null;
  try {
    const values = JSON.parse(`["${text}"]`) as string[];
    return mayBeAbsent ? values.map((value) => (value === "" ? null : value)) : values;
  } catch {
    // A quote or a line's end stands in one of the texts.
    return null;
  }
}

const [COMMA, ZERO] = [44, 48];

/** Most columns hold digits and commas only, which is read in half the time that JSON takes; null where there is anything else. */
function wholeNumbers(text: string): Float64Array | null {
  const numbers = new Float64Array((text.length >> 1) + 1);
  let count = 0;
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      numbers[count++] = number;
      number = 0;
    } else if (code >= ZERO && code <= ZERO + 9) number = number * 10 + (code - ZERO);
    else return null;
  }
  numbers[count++] = number;
  return numbers.slice(0, count);
}
