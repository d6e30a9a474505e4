import type { PageQuery } from "../../src/core/ports/index.ts";
import type { TeamRow } from "../../src/simulator/team/row.ts";
import type { ShownPage } from "./api.ts";

interface Reading {
  readonly total: number;
  readonly seen: Set<string>;
  /** Its pages contradict each other, or hold what cannot be read. */
  inDoubt: boolean;
}

/**
 * Readings follows what the API shows page by page. A reading whose pages add up (one total, as many distinct rows) looks whole to
 * anybody: where it showed too little or too much all the same, no reader can know, and none is blamed for it.
 */
export class Readings {
  readonly #open = new Map<string, Reading>();
  readonly #misshown = new Map<string, number>();

  /** misshownAt is when a reading that added up last showed a row wrongly; null where none did. */
  misshownAt(id: string): number | null {
    return this.#misshown.get(id) ?? null;
  }

  /** note takes a page as it was shown, and what the API really has in its window. */
  note(query: PageQuery, page: ShownPage, truth: readonly TeamRow[], now: number): void {
    const key = `${query.from} ${query.to}`;
    const known = query.offset > 0 ? this.#open.get(key) : undefined;
    const reading = known ?? { total: page.total, seen: new Set<string>(), inDoubt: false };
    this.#open.set(key, reading);
    for (const { id } of page.rows) reading.seen.add(id);
    reading.inDoubt ||= page.total !== reading.total || page.unreadable > 0;
    if (reading.inDoubt || reading.seen.size !== reading.total) return;
    const real = new Set(truth.map(({ id }) => id));
    for (const id of differing(real, reading.seen)) this.#misshown.set(id, now);
  }
}

function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...[...one].filter((id) => !other.has(id)), ...[...other].filter((id) => !one.has(id))];
}
