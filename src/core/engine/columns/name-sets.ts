import { translate } from "./column-writes.ts";
import { Dictionary } from "./dictionary.ts";

/** NameSets numbers the distinct sets of names that rows carry (their tools, their agents); most rows share a few. */
export class NameSets {
  readonly names = new Dictionary();
  readonly #sets = new Dictionary();
  readonly #members: Uint32Array[] = [];

  /** write puts the numbers of the sets that hold exactly the keys of each record side by side into a column, from a place on. */
  write(
    to: Uint32Array,
    first: number,
    records: ArrayLike<Readonly<Record<string, unknown>>>,
  ): void {
    for (let at = 0; at < records.length; at++) {
      to[first + at] = this.#intern(Object.keys(records[at] as object));
    }
  }

  /** adopt puts the numbers here of the sets that some slots of a column have elsewhere into a column. */
  adopt(
    to: Uint32Array,
    first: number,
    from: NameSets,
    codes: Uint32Array,
    slots: Uint32Array,
  ): void {
    translate(to, first, codes, slots, (code) => this.#intern(from.texts(code)));
  }

  /** members returns the numbers of the names in a set. */
  members(id: number): Uint32Array {
    return this.#members[id] as Uint32Array;
  }

  /** texts returns the names in a set. */
  texts(id: number): string[] {
    return Array.from(this.members(id), (name) => this.names.text(name));
  }

  #intern(names: readonly string[]): number {
    const sorted = names.length > 1 ? [...names].sort() : names;
    const id = this.#sets.intern(JSON.stringify(sorted));
    if (id === this.#members.length) {
      this.#members.push(Uint32Array.from(sorted, (name) => this.names.intern(name)));
    }
    return id;
  }
}
