import { DayCells } from "./day-cells.ts";
import { type Day, dayFinder } from "./day-finder.ts";
import type { RowChange } from "./row-change.ts";
import { cellOf, type SpendCell, type SpendKind } from "./spend-cell.ts";
import type { SpendSums } from "./spend-sums.ts";
import { marksOf, SumsTable } from "./sums-table.ts";

/** SPEND_DIMENSIONS are what spend can be told apart by. */
export const SPEND_DIMENSIONS = ["day", "account", "member", "model", "status", "byok"] as const;
export type SpendDimension = (typeof SPEND_DIMENSIONS)[number];

/** SpendQuery asks for the spend of whole days, from the one that `from` lies in up to before the one that begins at `to` or later; ms since the epoch. */
export interface SpendQuery {
  readonly from: number;
  readonly to: number;
  readonly by: readonly SpendDimension[];
  readonly account?: string;
  /** Null for streams without a member. */
  readonly member?: string | null;
  readonly model?: string;
  readonly status?: string;
  readonly byok?: boolean;
}

/** SpendLine is the sums of streams that agree in the dimensions asked for; other dimensions are left out. */
export interface SpendLine extends Partial<SpendKind> {
  /** The day's first moment, ms since the epoch. */
  readonly day?: number;
  readonly sums: SpendSums;
}

/** Groups are the kinds told apart by some dimensions only: what each group is called, and the group of each kind by its number. */
interface Groups {
  readonly numbers: Map<string, number>;
  readonly kinds: Partial<SpendKind>[];
  readonly of: number[];
}

/**
 * SpendBook adds streams up by the days of a zone's calendar and by account, member, model, status and key. It holds the days
 * that were put into it, follows what the journal does to their streams, and grows with kinds of streams, not with streams.
 */
export class SpendBook {
  readonly #dayOf: (at: number) => Day;
  readonly #days = new Map<number, DayCells>();
  readonly #kinds: SpendKind[] = [];
  readonly #marks: number[] = [];
  readonly #numbers = new Map<string, number>();
  /** What was asked for once is asked for again, so that kinds are told apart once. */
  readonly #groups = new Map<string, Groups>();
  #from = Number.POSITIVE_INFINITY;

  constructor(timezone: string) {
    this.#dayOf = dayFinder(timezone);
  }

  /** The first moment from which on everything is held; infinite while nothing is. */
  get from(): number {
    return this.#from;
  }

  dayOf(at: number): Day {
    return this.#dayOf(at);
  }

  /** Puts all streams of the days from a moment on, a day's first, up to those that are held. */
  put(from: number, cells: readonly SpendCell[]): void {
    this.#from = from;
    for (const cell of cells) this.#add(cell);
  }

  /** follow takes what became of rows; of days that are not held nothing is taken. */
  follow(changes: readonly RowChange[]): void {
    for (const { was, now } of changes) {
      if (was && was.createdAt >= this.#from) this.#add(cellOf(was, -1));
      if (now && now.createdAt >= this.#from) this.#add(cellOf(now, 1));
    }
  }

  /** forget lets go of the days that begin before a moment. */
  forget(before: number): void {
    if (before <= this.#from) return;
    for (const day of this.#days.keys()) if (day < before) this.#days.delete(day);
    const { from, to } = this.#dayOf(before);
    this.#from = from < before ? to : from;
  }

  /** read adds up what a query asks for; lines in no particular order. */
  read(query: SpendQuery): readonly SpendLine[] {
    const { kinds, of } = this.#groupsBy(query.by);
    const groups = Int32Array.from(of);
    this.#kinds.forEach((kind, number) => {
      if (!fits(kind, query)) groups[number] = -1;
    });
    const lines = (table: SumsTable, day?: number): readonly SpendLine[] =>
      kinds.flatMap((names, group) => {
        const sums = table.of(group);
        return sums ? [{ ...names, ...(day !== undefined && { day }), sums }] : [];
      });
    const days = this.#daysIn(query);
    if (query.by.includes("day")) {
      return days.flatMap(([day, cells]) => {
        const table = new SumsTable(kinds.length);
        cells.addTo(table, groups, this.#marks);
        return lines(table, day);
      });
    }
    const table = new SumsTable(kinds.length);
    for (const [, cells] of days) cells.addTo(table, groups, this.#marks);
    return lines(table);
  }

  #daysIn({ from, to }: SpendQuery): readonly (readonly [number, DayCells])[] {
    const first = this.#dayOf(from).from;
    return [...this.#days].filter(([day]) => day >= first && day < to);
  }

  /** Kinds that agree in the dimensions are of one group. */
  #groupsBy(by: readonly SpendDimension[]): Groups {
    const key = by.join();
    const known: Groups = this.#groups.get(key) ?? { numbers: new Map(), kinds: [], of: [] };
    this.#groups.set(key, known);
    for (let number = known.of.length; number < this.#kinds.length; number++) {
      const kind = this.#kinds[number] as SpendKind;
      const name = keyOf(kind, by);
      const group = known.numbers.get(name) ?? known.kinds.push(named(kind, by)) - 1;
      known.numbers.set(name, group);
      known.of.push(group);
    }
    return known;
  }

  #add(cell: SpendCell): void {
    const day = this.#dayOf(cell.at).from;
    const cells = this.#days.get(day) ?? new DayCells();
    this.#days.set(day, cells);
    cells.add(this.#numberOf(cell), cell);
  }

  #numberOf({ account, member, model, status, byok }: SpendCell): number {
    const key = JSON.stringify([account, member, model, status, byok]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#kinds.push({ account, member, model, status, byok }) - 1;
    this.#marks.push(marksOf({ account, member, model, status, byok }));
    this.#numbers.set(key, number);
    return number;
  }
}

const ASKED = ["account", "member", "model", "status", "byok"] as const;

function fits(kind: SpendKind, query: SpendQuery): boolean {
  return ASKED.every((field) => query[field] === undefined || query[field] === kind[field]);
}

function keyOf(kind: SpendKind, by: readonly SpendDimension[]): string {
  return JSON.stringify(by.map((one) => (one === "day" ? 0 : kind[one])));
}

function named(kind: SpendKind, by: readonly SpendDimension[]): Partial<SpendKind> {
  return Object.fromEntries(by.flatMap((one) => (one === "day" ? [] : [[one, kind[one]]])));
}
