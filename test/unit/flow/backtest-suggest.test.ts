import { describe, expect, it } from "vitest";
import type { Rule } from "../../../src/core/rules/index.ts";
import { createSearch, type Suggestion } from "../../../src/flow/index.ts";
import { rule } from "../../support/evaluation.ts";

const CREDIT = 1_000_000_000;
const threshold = (fields: object): Rule =>
  ({ ...rule("t"), metric: { name: "neo_credits" }, ...fields }) as Rule;

/** search plays a rule whose messages are a function of its bound. */
function search(of: Rule, wanted: number, messagesAt: (bound: number) => number) {
  const hunt = createSearch([of], wanted, 20);
  let rounds = 0;
  for (let rules = hunt.next(); rules !== null; rules = hunt.next()) {
    rounds++;
    const [played] = rules as readonly (Rule & { bound: number })[];
    hunt.gave(new Map([["t", messagesAt(played?.bound ?? 0)]]));
  }
  return { rounds, suggestion: hunt.suggestions()[0] as Suggestion };
}

describe("the search for a limit", () => {
  it.each([1, 10, 1_000, 100_000])(
    "finds one that gives about as many messages, from %i credits on",
    (at) => {
      const found = search(threshold({ bound: at * CREDIT }), 30, (bound) =>
        Math.floor((3_000 * CREDIT) / bound),
      );
      expect(Math.abs(found.suggestion.messages - 30)).toBeLessThanOrEqual(1.5);
      expect(Math.abs(found.suggestion.limit / CREDIT - 100)).toBeLessThan(10);
      expect(found.rounds).toBeLessThan(15);
    },
  );

  it("moves a bound from below the other way", () => {
    const found = search(threshold({ bound: 10 * CREDIT, direction: "below" }), 30, (bound) =>
      Math.floor(bound / CREDIT),
    );
    expect(found.suggestion.messages).toBe(30);
  });

  it("says how many messages the nearest gives where no limit gives as many as wanted", () => {
    const found = search(threshold({ bound: CREDIT }), 30, (bound) =>
      bound < 50 * CREDIT ? 100 : 2,
    );
    expect(found.suggestion.messages).toBe(2);
  });

  it("proposes no share of the whole or more, which nothing is above", () => {
    const of = threshold({ metric: { name: "error_rate" }, bound: 200_000 });
    const found = search(of, 3, (bound) => (bound < 1_000_000 ? 90 : 0));
    expect(found.suggestion.limit).toBeLessThan(1_000_000);
  });

  it("moves overrides and the level to resolve at in proportion", () => {
    const budget = {
      ...threshold({ name: "b" }),
      ...{ kind: "budget", limit: 10 * CREDIT, overrides: [{ match: {}, limit: 30 * CREDIT }] },
    } as Rule;
    const hunt = createSearch([budget, threshold({ bound: 100, resolveBound: 50 })], 1, 3);
    hunt.next();
    hunt.gave(
      new Map([
        ["b", 1_000],
        ["t", 1_000],
      ]),
    );
    const [first, second] = hunt.next() as readonly [
      { limit: number; overrides: readonly { limit: number }[] } & Rule,
      { bound: number; resolveBound: number } & Rule,
    ];
    expect(first.limit).toBeGreaterThan(10 * CREDIT);
    expect((first.overrides[0]?.limit ?? 0) / first.limit).toBeCloseTo(3, 1);
    expect(second.resolveBound / second.bound).toBeCloseTo(0.5, 1);
  });

  it("leaves rules without such a limit as they are", () => {
    const stream = { ...threshold({}), kind: "stream" } as unknown as Rule;
    const hunt = createSearch([stream], 5, 3);
    expect(hunt.next()).toBeNull();
    expect(hunt.suggestions()).toEqual([]);
  });
});
