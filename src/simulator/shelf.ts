import { HOUR_MS, inOrder, isShown, type Team, type TeamRow } from "./team/index.ts";

/** Bounds say which ends of `from`/`to` belong to the window, written as PostgreSQL writes ranges. */
export type Bounds = "[]" | "[)" | "(]" | "()";

/** BOUNDS are all of them. */
export const BOUNDS: readonly Bounds[] = ["[]", "[)", "(]", "()"];

interface Change {
  readonly at: number;
  readonly row: TeamRow;
}

/**
 * Shelf holds the rows that the API shows at a moment, in order of creation, and follows the time: each call
 * costs what has changed since the last one. Turning the time back builds it anew.
 */
export class Shelf {
  readonly #team: Team;
  #shown: TeamRow[] = [];
  /** Rows that will be shown or taken back, the next one last. */
  #upcoming: Change[] = [];
  #nextHour = 0;
  #incidents = 0;
  #now = Number.NEGATIVE_INFINITY;

  constructor(team: Team) {
    this.#team = team;
  }

  /** shownAt returns the rows shown at a moment, ordered by creation; the array is the shelf's own. */
  shownAt(now: number): readonly TeamRow[] {
    if (now < this.#now) this.#clear();
    if (this.#now === Number.NEGATIVE_INFINITY) this.#fill(now);
    this.#now = now;
    this.#learn(now);
    while ((this.#upcoming.at(-1)?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const change = this.#upcoming.pop();
      if (change) this.#apply(change.row, now);
    }
    return this.#shown;
  }

  /** window returns the rows shown at a moment that were created between two times, ms since the epoch. */
  window(now: number, from: number, to: number, bounds: Bounds): readonly TeamRow[] {
    const rows = this.shownAt(now);
    const start = firstAt(rows, bounds.startsWith("[") ? from : from + 1);
    const end = firstAt(rows, bounds.endsWith("]") ? to + 1 : to);
    return start === 0 && end === rows.length ? rows : rows.slice(start, end);
  }

  #clear(): void {
    this.#shown = [];
    this.#upcoming = [];
    this.#incidents = 0;
    this.#now = Number.NEGATIVE_INFINITY;
  }

  /** The first filling appends and sorts once; inserting a whole history row by row would be quadratic. */
  #fill(now: number): void {
    const rows: TeamRow[] = [];
    for (const row of this.#unknownRows(now)) {
      if (isShown(row, now)) rows.push(row);
      this.#expect(row, now);
    }
    this.#shown = rows.sort(inOrder);
    this.#sortUpcoming();
  }

  #learn(now: number): void {
    let learned = false;
    for (const row of this.#unknownRows(now)) {
      learned = true;
      if (isShown(row, now)) this.#insert(row);
      this.#expect(row, now);
    }
    if (learned) this.#sortUpcoming();
  }

  *#unknownRows(now: number): Generator<TeamRow> {
    if (this.#now === Number.NEGATIVE_INFINITY) {
      this.#nextHour = Math.floor(this.#team.from / HOUR_MS);
    }
    for (; this.#nextHour * HOUR_MS <= now; this.#nextHour += 1) {
      yield* this.#team.hour(this.#nextHour);
    }
    for (; this.#incidents < this.#team.incidents.length; this.#incidents += 1) {
      const incident = this.#team.incidents[this.#incidents];
      if (incident) yield* this.#team.incidentRows(incident);
    }
  }

  #expect(row: TeamRow, now: number): void {
    if (row.visibleAt > now) this.#upcoming.push({ at: row.visibleAt, row });
    if (row.retractedAt !== null && row.retractedAt > now) {
      this.#upcoming.push({ at: row.retractedAt, row });
    }
  }

  #apply(row: TeamRow, now: number): void {
    const place = placeOf(this.#shown, row);
    const there = this.#shown[place]?.id === row.id;
    if (isShown(row, now) === there) return;
    this.#shown.splice(place, there ? 1 : 0, ...(there ? [] : [row]));
  }

  #insert(row: TeamRow): void {
    this.#shown.splice(placeOf(this.#shown, row), 0, row);
  }

  #sortUpcoming(): void {
    this.#upcoming.sort((left, right) => right.at - left.at);
  }
}

/** firstAt is the index of the first row created at or after a time. */
function firstAt(rows: readonly TeamRow[], time: number): number {
  return search(rows.length, (index) => (rows[index]?.createdAt ?? 0) >= time);
}

function placeOf(rows: readonly TeamRow[], row: TeamRow): number {
  return search(rows.length, (index) => {
    const other = rows[index];
    return other !== undefined && inOrder(other, row) >= 0;
  });
}

/** The first index for which `holds` is true, given that it is false before and true from there on. */
function search(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
