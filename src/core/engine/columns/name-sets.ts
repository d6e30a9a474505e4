import { Dictionary } from "./dictionary.ts";

/** NameSets numbers the distinct sets of names that rows carry (their tools, their agents); most rows share a few. */
export class NameSets {
  readonly names = new Dictionary();
  readonly #sets = new Dictionary();
  readonly #members: Uint32Array[] = [];

  /** intern returns the number of the set that holds exactly the keys of `record`. */
  intern(record: Readonly<Record<string, unknown>>): number {
    return this.internNames(Object.keys(record));
  }

  internNames(names: readonly string[]): number {
    const sorted = names.length > 1 ? [...names].sort() : names;
    const id = this.#sets.intern(JSON.stringify(sorted));
    if (id === this.#members.length) {
      this.#members.push(Uint32Array.from(sorted, (name) => this.names.intern(name)));
    }
    return id;
  }

  /** members returns the numbers of the names in a set. */
  members(id: number): Uint32Array {
    return this.#members[id] as Uint32Array;
  }

  /** texts returns the names in a set. */
  texts(id: number): string[] {
    return Array.from(this.members(id), (name) => this.names.text(name));
  }
}
