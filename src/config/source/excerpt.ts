import type { Excerpt, Problem } from "../problems/problem.ts";
import { isSecretKey, SECRET_SHAPES } from "./secret-keys.ts";
import type { Place, Source } from "./tree.ts";

const MASK = "***";
const WIDEST = 120;

type Range = readonly [number, number];

/** problemAt makes a problem of a place and a message, with the offending line shown and its secrets masked. */
export function problemAt(level: Problem["level"], place: Place, message: string): Problem {
  const line = lineOf(place.source, place.start);
  const from = place.source.lineStarts[line - 1] ?? 0;
  return {
    level,
    file: place.source.file,
    line,
    column: place.start - from + 1,
    // A value that is quoted may be a secret in the wrong place.
    message: message.replace(SECRET_SHAPES, MASK),
    excerpt: excerptOf(place, from),
  };
}

/** problemInFile makes a problem of a file as a whole. */
export function problemInFile(file: string, message: string): Problem {
  return { level: "error", file, line: 0, column: 0, message, excerpt: null };
}

/** where prints a place as `file:line:column`. */
export function where(place: Place): string {
  const { file, line, column } = problemAt("error", place, "");
  return `${file}:${line}:${column}`;
}

/** lineOf returns the line, counted from 1, that an offset lies in. */
function lineOf(source: Source, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function excerptOf(place: Place, from: number): Excerpt {
  const { source } = place;
  const newline = source.text.indexOf("\n", from);
  const line = source.text.slice(from, newline < 0 ? undefined : newline).trimEnd();
  const secrets = secretRanges(source, line, from);
  const start = place.start - from;
  const end = Math.max(start + 1, Math.min(place.end - from, line.length));
  const column = moved(start, secrets);
  return clipped(masked(line, secrets), column, Math.max(1, moved(end, secrets) - column));
}

function secretRanges(source: Source, line: string, from: number): Range[] {
  const ranges: Range[] = [];
  for (const [start, end] of source.hidden) {
    const range: Range = [Math.max(0, start - from), Math.min(line.length, end - from)];
    if (range[0] < range[1]) ranges.push(range);
  }
  for (const match of line.matchAll(SECRET_SHAPES)) {
    ranges.push([match.index, match.index + match[0].length]);
  }
  // Without a parsed document nobody knows where a value ends: hide the rest of the line.
  for (const match of source.broken ? line.matchAll(/([\w-]+)["']?\s*[:=]\s*(?=\S)/g) : []) {
    if (isSecretKey(match[1] ?? "")) ranges.push([match.index + match[0].length, line.length]);
  }
  return joined(ranges.sort((a, b) => a[0] - b[0]));
}

function joined(sorted: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const range of sorted) {
    const last = out.at(-1);
    if (last && range[0] <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], range[1])];
    else out.push(range);
  }
  return out;
}

function masked(line: string, secrets: readonly Range[]): string {
  let out = "";
  let done = 0;
  for (const [start, end] of secrets) {
    out += line.slice(done, start) + MASK;
    done = end;
  }
  return out + line.slice(done);
}

/** Where a column of the line lies in the masked line. */
function moved(column: number, secrets: readonly Range[]): number {
  let out = column;
  for (const [start, end] of secrets) {
    if (column >= end) out += MASK.length - (end - start);
    else if (column > start) out -= column - start;
  }
  return out;
}

/** Very long lines are cut around the mark, so that it stays below what it marks. */
function clipped(text: string, column: number, width: number): Excerpt {
  if (text.length <= WIDEST) return { text, column, width };
  const from = Math.max(0, Math.min(column - 40, text.length - WIDEST));
  const shown = text.slice(from, from + WIDEST);
  const head = from > 0 ? "…" : "";
  const tail = from + WIDEST < text.length ? "…" : "";
  const mark = Math.min(width, WIDEST - (column - from));
  return {
    text: head + shown + tail,
    column: column - from + head.length,
    width: Math.max(1, mark),
  };
}
