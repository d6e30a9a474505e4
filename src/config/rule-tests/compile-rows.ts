import type { Stream } from "../../core/stream.ts";
import type { Path } from "../source/tree.ts";
import { Mistake } from "../values/leaf.ts";
import type { ChangeInput, RowInput } from "./row-schema.ts";
import type { RowEvent } from "./rule-test.ts";
import { changedStream, type Making, newStream } from "./streams.ts";
import type { Timing } from "./timing.ts";

const MOST_ROWS = 200_000;

/** Deed is an entry of `rows` with its moment: a row that is seen, changed or gone. */
type Deed =
  | { readonly kind: "seen"; readonly at: number; readonly stream: Stream; readonly path: Path }
  | {
      readonly kind: "change" | "retract";
      readonly at: number;
      readonly input: ChangeInput;
      readonly path: Path;
    };

/** compileRows turns the entries of `rows` into what happens to the ledger, in order of time; mistakes are reported. */
export function compileRows(
  timing: Timing,
  path: Path,
  rows: readonly RowInput[],
  making: Making,
): readonly RowEvent[] {
  const deeds = rows.flatMap((row, index) => deedsOf(timing, [...path, index], row, making));
  // Sorting is stable: of the same moment, what is written first happens first.
  deeds.sort((a, b) => a.at - b.at);
  return play(timing, deeds, making);
}

function deedsOf(timing: Timing, path: Path, row: RowInput, making: Making): Deed[] {
  const { change, retract, ...own } = row;
  const happening = change ?? retract;
  if (!happening) return seenRows(timing, path, own, making);
  const kind = change ? "change" : "retract";
  if (Object.values(row).filter((value) => value !== undefined).length > 1) {
    timing.report.error(path, `"${kind}" stands alone: what changes goes inside its { }`);
    return [];
  }
  const at = timing.moment([...path, kind, "at"], happening.at);
  return at === null ? [] : [{ kind, at, input: happening, path: [...path, kind] }];
}

function seenRows(timing: Timing, path: Path, row: RowInput, making: Making): Deed[] {
  const { start } = timing.origin;
  const first = row.at === undefined ? start : timing.moment([...path, "at"], row.at);
  const seen = row.seen === undefined ? undefined : timing.moment([...path, "seen"], row.seen);
  if (first === null || seen === null) return [];
  for (const account of row.account ?? []) {
    if (making.accounts.includes(account)) continue;
    timing.report.unknownName([...path, "account"], "account", account, making.accounts);
  }
  const count = countOf(timing, path, row, first);
  const series = count !== null;
  const name = row.id ?? `row-${Number(path.at(-1)) + 1}`;
  return Array.from({ length: count ?? 1 }, (_, turn): Deed => {
    const createdAt = first + turn * (row.every ?? 0);
    const stream = newStream(series ? `${name}-${turn + 1}` : name, createdAt, row, turn, making);
    const at = seen ?? createdAt + (stream.executionMs ?? 0);
    if (at < createdAt) {
      timing.report.mistake([...path, "seen"], new Mistake("must not be before the row's `at`"));
    }
    return { kind: "seen", at, stream, path };
  });
}

/** How many rows a series has; null for a single row. */
function countOf(timing: Timing, path: Path, row: RowInput, first: number): number | null {
  const { report } = timing;
  if (row.count !== undefined && row.until !== undefined) {
    report.error([...path, "until"], 'Give either "count" or "until", not both');
    return 0;
  }
  if (row.count !== undefined) return row.count;
  if (row.every === undefined && row.until === undefined) return null;
  if (row.every === undefined || row.until === undefined) {
    const missing = row.every === undefined ? '"every"' : '"count" or "until"';
    report.error(path, `A series also needs ${missing}`);
    return 0;
  }
  const until = timing.moment([...path, "until"], row.until);
  if (until === null) return 0;
  const count = Math.max(0, Math.ceil((until - first) / row.every));
  if (count === 0) report.mistake([...path, "until"], new Mistake("must be after `at`"));
  if (count > MOST_ROWS) {
    report.mistake([...path, "until"], new Mistake(`must end the series before ${MOST_ROWS} rows`));
    return 0;
  }
  return count;
}

/** play follows each row through its changes. */
function play(timing: Timing, deeds: readonly Deed[], making: Making): RowEvent[] {
  const rows = new Map<string, Stream>();
  return deeds.flatMap((deed): RowEvent[] => {
    if (deed.kind === "seen") {
      const { stream, at, path } = deed;
      if (rows.has(stream.id)) {
        timing.report.error(path, `The id "${stream.id}" is taken by another row of this test`);
      }
      rows.set(stream.id, stream);
      return [{ kind: "put", at, stream }];
    }
    const { at, kind, input, path } = deed;
    const old = rows.get(input.id);
    if (!old) {
      unknownRow(timing, path, input.id, deeds);
      return [];
    }
    if (kind === "retract") return [{ kind, at, stream: old }];
    const stream = changedStream(old, input, making);
    rows.set(stream.id, stream);
    return [{ kind: "put", at, stream }];
  });
}

function unknownRow(timing: Timing, path: Path, id: string, deeds: readonly Deed[]): void {
  const ids = deeds.flatMap((deed) => (deed.kind === "seen" ? [deed.stream.id] : []));
  if (ids.includes(id)) {
    timing.report.error([...path, "at"], `The row "${id}" is not seen before this moment`);
  } else {
    const some = ids.length > 8 ? [...ids.slice(0, 8), "…"] : ids;
    timing.report.unknownName([...path, "id"], "row", id, some);
  }
}
