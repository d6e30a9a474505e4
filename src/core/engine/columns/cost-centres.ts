import type { MemberGroup } from "../../rules/spec.ts";
import type { Dictionary } from "./dictionary.ts";

/** CostCentres says which of the configured groups each member is in; each member is matched once. */
export class CostCentres {
  readonly #groups: readonly MemberGroup[];
  readonly #members: Dictionary;
  readonly #of: Uint32Array[] = [];

  constructor(groups: readonly MemberGroup[], members: Dictionary) {
    this.#groups = groups;
    this.#members = members;
  }

  /** of returns the numbers of the member's groups. */
  of(member: number): Uint32Array {
    const known = this.#of[member];
    if (known !== undefined) return known;
    const found = Uint32Array.from(this.#indexesOf(this.#members.text(member)));
    this.#of[member] = found;
    return found;
  }

  /** namesOf returns the names of the groups that a member's address is in, whether or not a row has it. */
  namesOf(member: string): string[] {
    return this.#indexesOf(member).map((index) => this.text(index));
  }

  text(index: number): string {
    return this.#groups[index]?.name ?? "";
  }

  find(name: string): number {
    return this.#groups.findIndex((group) => group.name === name);
  }

  #indexesOf(member: string): number[] {
    return this.#groups.flatMap((group, index) =>
      group.members.some((matcher) => matcher.matches(member)) ? [index] : [],
    );
  }
}
