import type { AccountProofs, DayProof, TimeSpan } from "../../core/ports/index.ts";
import { DAY_MS } from "../collect/windows.ts";
import { forgotten, oldestIn, type Painted, painted, staleIn } from "./painted.ts";

/** A row that is hidden for a moment is shown again so long after the reading that took it for gone, ms. */
const CONFIRM_AFTER_MS = 60_000;

/** Doubt is a window in which a reading took rows for gone; nobody has looked again since. */
interface Doubt {
  readonly window: TimeSpan;
  readonly since: number;
}

/**
 * ProofBook keeps when each creation time was last proven: by a count that agreed, and by a complete sweep, which proves
 * what the rows say too. It also keeps when a reading was last tried, so that one that proves nothing is not repeated at once.
 */
export class ProofBook {
  #counted: Painted = [];
  #read: Painted = [];
  #tried: Painted = [];
  #doubts: readonly Doubt[] = [];

  /** load takes over what was stored, which is known by the day. */
  load(proofs: AccountProofs): void {
    for (const { day, readAt, countedAt } of proofs.days) {
      if (countedAt !== null) this.agreed(spanOfDay(day, countedAt), countedAt);
      if (readAt !== null) this.swept(spanOfDay(day, readAt), readAt);
    }
  }

  /** agreed notes a count that is the API's. */
  agreed(span: TimeSpan, at: number): void {
    this.#counted = painted(this.#counted, span, at);
  }

  /** swept notes a complete sweep, begun at `at`. */
  swept(span: TimeSpan, at: number): void {
    this.agreed(span, at);
    this.#read = painted(this.#read, span, at);
    this.tried(span, at);
  }

  /** withdrew notes that a reading which began at `at` took rows of a window for gone. */
  withdrew(window: TimeSpan, at: number): void {
    this.#doubts = [...this.#doubts, { window, since: at + CONFIRM_AFTER_MS }];
  }

  /** From where on rows were taken for gone that no later count or reading has confirmed; null where there is no such doubt. */
  get doubtedFrom(): number | null {
    this.#doubts = this.#doubts.filter(
      ({ window, since }) => (this.countedAt(window) ?? since - 1) < since,
    );
    return this.#doubts.length > 0
      ? Math.min(...this.#doubts.map(({ window }) => window.from))
      : null;
  }

  /** tried notes a reading, whether it proved anything or not. */
  tried(span: TimeSpan, at: number): void {
    this.#tried = painted(this.#tried, span, at);
  }

  /** Since when all of a span is proven to be as many rows as the API counts; null where some never was. */
  countedAt(span: TimeSpan): number | null {
    return oldestIn(this.#counted, span);
  }

  /** Since when all of a span was read by complete sweeps; null where some never was. */
  readAt(span: TimeSpan): number | null {
    return oldestIn(this.#read, span);
  }

  /** When a reading of all of a span was last tried; null where some never was. */
  triedAt(span: TimeSpan): number | null {
    return oldestIn(this.#tried, span);
  }

  /** The first part of a span that no reading was tried of since a moment. */
  untried(span: TimeSpan, since: number): TimeSpan | null {
    return staleIn(this.#tried, span, since);
  }

  /** forget drops what is known of creation times before a moment. */
  forget(before: number): void {
    this.#counted = forgotten(this.#counted, before);
    this.#read = forgotten(this.#read, before);
    this.#tried = forgotten(this.#tried, before);
    this.#doubts = this.#doubts.filter(({ window }) => window.from >= before);
  }
}

/** daysOf are the UTC days that a span touches, by their first moments. */
export function daysOf(span: TimeSpan): readonly number[] {
  const days: number[] = [];
  for (let day = dayOf(span.from); day < span.to; day += DAY_MS) days.push(day);
  return days;
}

/** dayOf is the first moment of a moment's UTC day. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** dayWithin is what a span has of a day. */
export function dayWithin(day: number, span: TimeSpan): TimeSpan {
  return { from: Math.max(day, span.from), to: Math.min(day + DAY_MS, span.to) };
}

/** dayName is a day as it is written. */
export function dayName(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

/** DayReadings are what the book tells of a day. */
export type DayReadings = Pick<DayProof, "day" | "readAt" | "countedAt">;

/** readingsOf tells what is proven of each day of a span. */
export function readingsOf(book: ProofBook, span: TimeSpan): readonly DayReadings[] {
  return daysOf(span).map((day) => {
    const part = dayWithin(day, span);
    return { day, readAt: book.readAt(part), countedAt: book.countedAt(part) };
  });
}

/** Nothing was known of the part of a day that was still to come. */
function spanOfDay(day: number, at: number): TimeSpan {
  return { from: day, to: Math.min(day + DAY_MS, at) };
}
