import type { Condition, TextMatcher } from "../../rules/spec.ts";
import { type Columns, widened } from "./columns.ts";
import type { CostCentres } from "./cost-centres.ts";

type Test = (slot: number) => boolean;
type TextCondition = Extract<Condition, { anyOf: readonly TextMatcher[] }>;

/** RowFilter knows for each slot whether it meets a rule's `where`; a pattern is tried once for each distinct text. */
export class RowFilter {
  /** 1 for each slot that meets all conditions; not kept where there are none. */
  pass = new Uint8Array(0);
  /** True where there is no condition. */
  readonly open: boolean;
  readonly #columns: Columns;
  readonly #tests: readonly Test[];

  constructor(where: readonly Condition[], columns: Columns, centres: CostCentres) {
    this.open = where.length === 0;
    this.#columns = columns;
    this.#tests = where.map((condition) =>
      condition.field === "cost_above"
        ? (slot) => columns.spend(slot) > condition.nano
        : textTest(condition, columns, centres),
    );
  }

  /** assign tries the conditions on new slots, from one up to another. */
  assign(from: number, to: number): void {
    if (this.open) return;
    if (to > this.pass.length) {
      this.pass = widened(this.pass, new Uint8Array(this.#columns.dead.length));
    }
    for (let slot = from; slot < to; slot++) {
      this.pass[slot] = this.#tests.every((test) => test(slot)) ? 1 : 0;
    }
  }

  passes(slot: number): boolean {
    return this.open || this.pass[slot] === 1;
  }
}

/** A title or error that a row does not have meets no condition. */
function textTest(condition: TextCondition, columns: Columns, centres: CostCentres): Test {
  const any = (text: string) => condition.anyOf.some((matcher) => matcher.matches(text));
  const cached = (code: Test1, test: Test1Text): Test => {
    const verdicts: (boolean | undefined)[] = [];
    return (slot) => {
      const value = code(slot);
      let verdict = verdicts[value];
      if (verdict === undefined) {
        verdict = test(value);
        verdicts[value] = verdict;
      }
      return verdict;
    };
  };
  const at = (column: "account" | "member" | "model" | "status" | "task" | "title" | "error") => {
    return (slot: number) => columns[column][slot] as number;
  };
  switch (condition.field) {
    case "status":
      return cached(at("status"), (code) => any(columns.statuses.text(code)));
    case "model":
      return cached(at("model"), (code) => any(columns.models.text(code)));
    case "member":
      return cached(at("member"), (code) => any(columns.members.text(code)));
    case "task":
      return cached(at("task"), (code) => any(columns.tasks.text(code)));
    case "title":
      return cached(at("title"), (code) => code > 0 && any(columns.titles.text(code - 1)));
    case "error":
      return cached(at("error"), (code) => code > 0 && any(columns.errors.text(code - 1)));
    case "group":
      return cached(at("member"), (code) =>
        Array.from(centres.of(code)).some(nameOf(centres, any)),
      );
    case "byok":
      return cached(
        (slot) => columns.byok[slot] as number,
        (code) => any(code === 1 ? "true" : "false"),
      );
    case "tool":
      return cached(
        (slot) => columns.tools[slot] as number,
        (code) => columns.toolSets.texts(code).some(any),
      );
    case "agent":
      return cached(
        (slot) => columns.agents[slot] as number,
        (code) => columns.agentSets.texts(code).some(any),
      );
  }
}

type Test1 = (slot: number) => number;
type Test1Text = (code: number) => boolean;

function nameOf(centres: CostCentres, any: (text: string) => boolean): (index: number) => boolean {
  return (index) => any(centres.text(index));
}

/** filterKey is a `where` as canonical text: the same conditions in any order give the same key. */
export function filterKey(where: readonly Condition[]): string {
  const clauses = where.map((condition) =>
    condition.field === "cost_above"
      ? `cost_above>${condition.nano}`
      : `${condition.field}=${JSON.stringify(condition.anyOf.map((each) => each.source).sort())}`,
  );
  return clauses.sort().join(" and ");
}
