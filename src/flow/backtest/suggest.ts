import { RATIO_METRICS, type Rule } from "../../core/rules/index.ts";
import { isScalable, limitOf, readable, type ScalableRule, withLimit } from "./scaled-rule.ts";

/** By what a limit is moved until it is known to lie between two tried ones. */
const STRIDE = 4;

const RATIOS: ReadonlySet<string> = new Set(RATIO_METRICS);

/** Suggestion is a limit that was tried, and how many messages a replay with it gave. */
export interface Suggestion {
  readonly rule: ScalableRule;
  readonly limit: number;
  readonly messages: number;
}

interface Tried {
  readonly limit: number;
  readonly messages: number;
}

/**
 * Search looks for limits under which each rule gives about as many messages as wanted. All rules are tried in one replay a
 * round, so that the last word on a proposal is a replay with it: strides until the limit is bracketed, then halving, in
 * proportion and not in steps, since spend is spread over orders of magnitude.
 */
export interface Search {
  /** The rules to be played next; null once nothing is left to try. */
  next(): readonly Rule[] | null;
  /** Tells what the last rules gave: messages by rule. */
  gave(messages: ReadonlyMap<string, number>): void;
  suggestions(): readonly Suggestion[];
}

/** createSearch begins a search for `wanted` messages a rule over the whole replay, within a number of rounds. */
export function createSearch(rules: readonly Rule[], wanted: number, rounds: number): Search {
  const hunts = new Map<string, Hunt>();
  for (const rule of rules) {
    if (isScalable(rule) && limitOf(rule) > 0) hunts.set(rule.name, new Hunt(rule, wanted));
  }
  let left = rounds;
  return {
    next: () => {
      const open = [...hunts.values()].some(({ candidate }) => candidate !== null);
      if (!open || left-- <= 0) return null;
      return rules.map((rule) => hunts.get(rule.name)?.rule ?? rule);
    },
    gave: (messages) => {
      for (const [name, hunt] of hunts) hunt.gave(messages.get(name) ?? 0);
    },
    suggestions: () => [...hunts.values()].flatMap((hunt) => hunt.suggestion),
  };
}

/** Nothing is above all of its rows: a share's limit stays below the whole. */
function highestOf(rule: ScalableRule): number {
  const isShare = rule.kind !== "spike" && RATIOS.has(rule.metric.name);
  return isShare ? 990_000 : Number.MAX_SAFE_INTEGER;
}

/** Hunt is the search for one rule's limit. */
class Hunt {
  readonly #rule: ScalableRule;
  readonly #wanted: number;
  readonly #tried: Tried[] = [];
  candidate: number | null;

  constructor(rule: ScalableRule, wanted: number) {
    this.#rule = rule;
    this.#wanted = wanted;
    this.candidate = limitOf(rule);
  }

  /** What the next replay plays: the candidate, or the best limit once there is none left. */
  get rule(): ScalableRule {
    const limit = this.candidate ?? this.#best?.limit ?? limitOf(this.#rule);
    return withLimit(this.#rule, limit);
  }

  get suggestion(): Suggestion[] {
    const best = this.#best;
    return best === undefined ? [] : [{ rule: this.#rule, ...best }];
  }

  gave(messages: number): void {
    if (this.candidate === null) return;
    this.#tried.push({ limit: this.candidate, messages });
    this.candidate = this.#isNear(messages) ? null : this.#following();
  }

  /** The tried limit that came nearest to what is wanted; of equals the one nearest to the present limit. */
  get #best(): Tried | undefined {
    const far = ({ limit }: Tried) => Math.abs(Math.log(limit / limitOf(this.#rule)));
    const off = ({ messages }: Tried) => Math.abs(messages - this.#wanted);
    return [...this.#tried].sort((a, b) => off(a) - off(b) || far(a) - far(b))[0];
  }

  #isNear(messages: number): boolean {
    return Math.abs(messages - this.#wanted) <= this.#wanted * 0.05;
  }

  #following(): number | null {
    const below = this.#rule.kind === "threshold" && this.#rule.direction === "below";
    const tooMany = (one: Tried) => one.messages > this.#wanted !== below;
    const low = this.#tried.filter(tooMany).map(({ limit }) => limit);
    const high = this.#tried.filter((one) => !tooMany(one)).map(({ limit }) => limit);
    const from = low.length > 0 ? Math.max(...low) : Math.min(...high) / STRIDE ** 2;
    const to = high.length > 0 ? Math.min(...high) : Math.max(...low) * STRIDE ** 2;
    const limit = Math.min(readable(Math.sqrt(from * to)), highestOf(this.#rule));
    return this.#tried.some((one) => one.limit === limit) ? null : limit;
  }
}
