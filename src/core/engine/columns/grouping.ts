import { DIMENSIONS, type Dimension } from "../../rules/spec.ts";
import type { GroupLabels } from "../finding.ts";
import { type Columns, widened } from "./columns.ts";
import type { CostCentres } from "./cost-centres.ts";
import { DimensionValues, isSplit } from "./dimension-values.ts";
import { PairTable } from "./pair-table.ts";

/**
 * Grouping numbers the groups of one set of dimensions, the account always among them. Each slot has a signature;
 * where a row may be in several groups (cost centre, agent, tool) a signature stands for a list of groups,
 * otherwise it is the group itself.
 */
export class Grouping {
  /** Signature by slot. */
  ids = new Uint32Array(0);
  readonly split: boolean;
  readonly by: readonly Dimension[];
  readonly #columns: Columns;
  readonly #values: DimensionValues;
  /** One table for each dimension after the account: (what came before, this value) → number. */
  readonly #chain: readonly PairTable[];
  readonly #signatures: readonly PairTable[];
  readonly #members: Uint32Array[] = [];
  readonly #dimensions: readonly Dimension[];

  constructor(by: readonly Dimension[], columns: Columns, centres: CostCentres) {
    this.by = DIMENSIONS.filter((dimension) => by.includes(dimension));
    this.#dimensions = this.by.filter((dimension) => dimension !== "account");
    this.split = this.#dimensions.some(isSplit);
    this.#columns = columns;
    this.#values = new DimensionValues(columns, centres);
    this.#chain = this.#dimensions.map(() => new PairTable());
    this.#signatures = this.split ? this.#dimensions.map(() => new PairTable()) : this.#chain;
  }

  /** assign works out the signatures of new slots, from one up to another. */
  assign(from: number, to: number): void {
    const { account, dead } = this.#columns;
    if (to > this.ids.length) this.ids = widened(this.ids, new Uint32Array(dead.length));
    const { ids } = this;
    ids.set(account.subarray(from, to), from);
    for (let level = 0; level < this.#dimensions.length; level++) {
      const codes = this.#values.column(this.#dimensions[level] as Dimension);
      const table = this.#signatures[level] as PairTable;
      for (let slot = from; slot < to; slot++) {
        ids[slot] = table.intern(ids[slot] as number, codes[slot] as number);
      }
    }
    if (!this.split) return;
    for (let slot = from; slot < to; slot++) {
      const id = ids[slot] as number;
      if (this.#members[id] === undefined) this.#members[id] = this.#expand(slot);
    }
  }

  /** groupsOf returns the groups that a slot belongs to. */
  groupsOf(slot: number): ArrayLike<number> {
    const id = this.ids[slot] as number;
    return this.split ? (this.#members[id] as Uint32Array) : [id];
  }

  /** membersOf returns the groups of a signature; only for split groupings. */
  membersOf(signature: number): Uint32Array {
    return this.#members[signature] as Uint32Array;
  }

  /** Number of groups so far. */
  get size(): number {
    return this.#chain.at(-1)?.size ?? this.#columns.accounts.size;
  }

  account(group: number): string {
    let id = group;
    for (let level = this.#chain.length - 1; level >= 0; level--) {
      id = (this.#chain[level] as PairTable).first(id);
    }
    return this.#columns.accounts.text(id);
  }

  /** labels returns the group's values of the `by` dimensions. */
  labels(group: number): GroupLabels {
    const values = new Map<Dimension, string>();
    let id = group;
    for (let level = this.#chain.length - 1; level >= 0; level--) {
      const table = this.#chain[level] as PairTable;
      const dimension = this.#dimensions[level] as Dimension;
      values.set(dimension, this.#values.text(dimension, table.second(id)));
      id = table.first(id);
    }
    values.set("account", this.#columns.accounts.text(id));
    return Object.fromEntries(this.by.map((dimension) => [dimension, values.get(dimension) ?? ""]));
  }

  /** find returns the group with these values, -1 where no row is in it. */
  find(account: string, labels: GroupLabels): number {
    let id = this.#columns.accounts.find(account);
    for (let level = 0; level < this.#dimensions.length && id >= 0; level++) {
      const dimension = this.#dimensions[level] as Dimension;
      const code = this.#values.find(dimension, labels[dimension] ?? "");
      id = code < 0 ? -1 : (this.#chain[level] as PairTable).find(id, code);
    }
    return id;
  }

  /** fits says whether the labels are those of a group of this grouping. */
  fits(account: string, labels: GroupLabels): boolean {
    const names = Object.keys(labels);
    if (names.length !== this.by.length) return false;
    return this.by.every((dimension) => {
      const value = labels[dimension];
      return dimension === "account" ? value === account : value !== undefined;
    });
  }

  #expand(slot: number): Uint32Array {
    let ids = [this.#columns.account[slot] as number];
    this.#dimensions.forEach((dimension, level) => {
      const table = this.#chain[level] as PairTable;
      const codes = this.#values.codes(dimension, slot);
      ids = ids.flatMap((id) => Array.from(codes, (code) => table.intern(id, code)));
    });
    return Uint32Array.from(ids);
  }
}
