import type { ConditionKind, Conditions, Log } from "../../core/ports/index.ts";

/** RaisedParts is what an account's conditions are raised in. */
export interface RaisedParts {
  readonly account: string;
  readonly conditions: Conditions;
  readonly log: Log;
}

/**
 * Raised raises and clears an account's conditions without writing what is stored already: polls come every minute. What an
 * earlier process left is not known, so that the first clear of a kind is always written.
 */
export class Raised {
  readonly #parts: RaisedParts;
  /** What is stored, as far as this process knows: the advice, or null for a condition that is not raised. */
  readonly #stored = new Map<ConditionKind, string | null>();

  constructor(parts: RaisedParts) {
    this.#parts = parts;
  }

  async raise(kind: ConditionKind, advice: string, since: number): Promise<void> {
    const stored = this.#stored.get(kind);
    if (stored === advice) return;
    const { account: subject, conditions, log } = this.#parts;
    this.#forget(kind);
    await conditions.raise({ kind, subject, advice, since });
    if (typeof stored !== "string") log.error(advice, { account: subject, condition: kind });
    this.#stored.set(kind, advice);
  }

  async clear(kind: ConditionKind): Promise<void> {
    if (this.#stored.get(kind) === null) return;
    this.#forget(kind);
    await this.#parts.conditions.clear(kind, this.#parts.account);
    this.#stored.set(kind, null);
  }

  /** Until a write is answered nobody knows what is stored: a lost answer is no failed write. */
  #forget(kind: ConditionKind): void {
    this.#stored.delete(kind);
  }
}
