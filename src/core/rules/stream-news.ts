import type { RuleScope } from "./evaluator.ts";

/** DueStream is a stream that is news and whose time has come. */
export interface DueStream {
  readonly id: string;
  readonly slot: number;
}

/** StreamNews holds the streams that are news to one rule until their time comes; the book keeps them when rows are let go of. */
export class StreamNews {
  readonly #scope: RuleScope;
  readonly #slotOf: (rowNo: number) => number;
  /** Row number → stream id. */
  readonly #waiting: Map<number, string>;

  constructor(rule: string, scope: RuleScope, slotOf: (rowNo: number) => number) {
    this.#scope = scope;
    this.#slotOf = slotOf;
    this.#waiting = scope.book.waiting(rule);
  }

  /** take notes a row that was just put: whether it is to be told is decided at the tick, by what it then is. */
  take(id: string, slot: number): void {
    this.#waiting.set(this.#scope.columns.rowNo[slot] as number, id);
  }

  /** due takes out the waiting streams whose time has come and which still match, oldest first. */
  due(at: number, matches: (slot: number) => boolean): DueStream[] {
    const { times } = this.#scope.order;
    const due: DueStream[] = [];
    for (const [rowNo, id] of this.#waiting) {
      const slot = this.#slotOf(rowNo);
      if (slot >= 0 && (times[slot] as number) > at) continue;
      this.#waiting.delete(rowNo);
      if (slot >= 0 && matches(slot)) due.push({ id, slot });
    }
    const time = ({ slot }: DueStream) => times[slot] as number;
    return due.sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
  }
}
