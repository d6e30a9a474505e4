import type { Dimension } from "../../rules/spec.ts";
import type { Columns } from "./columns.ts";
import type { CostCentres } from "./cost-centres.ts";

/** Names are the texts behind a dimension's numbers. */
interface Names {
  text(code: number): string;
  find(text: string): number;
}

const YES_NO: Names = {
  text: (code) => (code === 1 ? "true" : "false"),
  find: (text) => ["false", "true"].indexOf(text),
};

/** DimensionValues reads a row's values of the dimensions that rules group by. */
export class DimensionValues {
  readonly #columns: Columns;
  readonly #centres: CostCentres;

  constructor(columns: Columns, centres: CostCentres) {
    this.#columns = columns;
    this.#centres = centres;
  }

  /** column has for each slot one number that stands for all of the row's values of a dimension. */
  column(dimension: Dimension): Uint32Array | Uint8Array {
    const columns = this.#columns;
    switch (dimension) {
      case "agent":
        return columns.agents;
      case "tool":
        return columns.tools;
      case "group":
        return columns.member;
      default:
        return columns[dimension];
    }
  }

  /** codes are the row's values of a dimension, one by one. */
  codes(dimension: Dimension, slot: number): ArrayLike<number> {
    const code = this.column(dimension)[slot] as number;
    switch (dimension) {
      case "group":
        return this.#centres.of(code);
      case "agent":
        return this.#columns.agentSets.members(code);
      case "tool":
        return this.#columns.toolSets.members(code);
      default:
        return [code];
    }
  }

  text(dimension: Dimension, code: number): string {
    return this.#names(dimension).text(code);
  }

  /** find returns the number of a value; -1 where no row has had it. */
  find(dimension: Dimension, text: string): number {
    return this.#names(dimension).find(text);
  }

  #names(dimension: Dimension): Names {
    const columns = this.#columns;
    switch (dimension) {
      case "account":
        return columns.accounts;
      case "member":
        return columns.members;
      case "model":
        return columns.models;
      case "status":
        return columns.statuses;
      case "task":
        return columns.tasks;
      case "agent":
        return columns.agentSets.names;
      case "tool":
        return columns.toolSets.names;
      case "group":
        return this.#centres;
      case "byok":
        return YES_NO;
    }
  }
}

/** isSplit says whether a row may have several values of the dimension, or none. */
export function isSplit(dimension: Dimension): boolean {
  return dimension === "group" || dimension === "agent" || dimension === "tool";
}
