import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEngine, type Span } from "../../../../src/core/engine/index.ts";
import type { MetricRef } from "../../../../src/core/rules/index.ts";
import { MINUTE, rolling, threshold } from "../rules/rule-builders.ts";
import { rowOf } from "./rows.ts";

const AT = Date.parse("2026-03-14T13:05:00Z");
const METRICS: readonly MetricRef[] = [
  { name: "neo_credits" },
  { name: "streams" },
  { name: "tasks" },
  { name: "error_rate" },
  { name: "cost_per_stream", statistic: "p95" },
];

const rows = fc.array(
  fc.record({
    ago: fc.nat(60),
    taskId: fc.constantFrom("a", "b", "c"),
    member: fc.constantFrom("ann@acme.io", "bob@acme.io"),
    status: fc.constantFrom("completed", "failed"),
    neoCredits: fc.nat(9),
  }),
  { maxLength: 30 },
);
const lengths = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 8 });

describe("series", () => {
  it("gives what measuring each of its windows gives, and null where that has no row", () => {
    fc.assert(
      fc.property(rows, lengths, fc.constantFrom(...METRICS), (given, steps, metric) => {
        const rule = threshold({ metric, bound: 0, window: rolling(MINUTE), by: ["member"] });
        const engine = createEngine({ rules: [rule], groups: [] });
        engine.put(
          given.map(({ ago, ...part }, index) =>
            rowOf({ rowNo: index + 1, ...part, createdAt: AT - ago * MINUTE }),
          ),
          true,
        );
        engine.tick(AT, []);
        const ref = {
          account: "acme",
          rule: rule.name,
          group: { member: "ann@acme.io" },
          step: "",
          window: "",
        };
        const windows = windowsOf(steps);
        const measured = windows.map((window) => engine.measure(ref, window));
        expect(engine.series(ref, windows).map((value) => value ?? 0)).toEqual(
          measured.map(({ value }) => value),
        );
      }),
    );
  });

  it("of a group or a rule that is not there has no values", () => {
    const rule = threshold({ metric: { name: "streams" }, bound: 0, window: rolling(MINUTE) });
    const engine = createEngine({ rules: [rule], groups: [] });
    engine.tick(AT, []);
    const ref = { account: "acme", rule: rule.name, group: {}, step: "", window: "" };
    const window = { name: "", from: 0, to: AT };
    expect(engine.series(ref, [window])).toEqual([null]);
    expect(engine.series({ ...ref, rule: "other" }, [window])).toEqual([]);
    expect(engine.series(ref, [])).toEqual([]);
  });
});

/** Windows whose ends never go back. */
function windowsOf(steps: readonly (readonly [number, number])[]): Span[] {
  let [from, to] = [AT - 60 * MINUTE, AT - 60 * MINUTE];
  return steps.map(([begin, end]) => {
    from += begin * MINUTE;
    to = Math.max(to, from) + end * MINUTE;
    return { name: "", from, to };
  });
}
