import { widened } from "../engine/columns/columns.ts";

/** GroupSet holds groups by number. Whether one is in it is a look into an array, as it is asked of every group that changes. */
export class GroupSet {
  readonly #groups: number[] = [];
  /** Place in the list + 1 by group; 0 for those that are not in it. */
  #places = new Uint32Array(0);

  /** groups lists them, in no order; good until one is added or deleted. */
  get groups(): readonly number[] {
    return this.#groups;
  }

  add(group: number): void {
    if (group >= this.#places.length) {
      const room = Math.max(16, group + 1, this.#places.length * 2);
      this.#places = widened(this.#places, new Uint32Array(room));
    }
    if (this.#places[group] === 0) this.#places[group] = this.#groups.push(group);
  }

  delete(group: number): void {
    const place = this.#places[group] ?? 0;
    if (place === 0) return;
    const last = this.#groups.pop() as number;
    if (last !== group) {
      this.#groups[place - 1] = last;
      this.#places[last] = place;
    }
    this.#places[group] = 0;
  }
}
