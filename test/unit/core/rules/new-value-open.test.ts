import { describe, expect, it } from "vitest";
import { newValue } from "./kind-builders.ts";
import { AT, engineWith, row } from "./new-value-bench.ts";
import { HOUR } from "./rule-builders.ts";

describe("a new value that is open", () => {
  it("answers for an open one with how often it was shown of late", () => {
    const engine = engineWith();
    engine.put([row(HOUR, { model: "sonnet" }), row(0, { model: "sonnet" })], true);
    const open = engine.tick(AT, []).map(({ ref }) => ref);
    const blank = { breached: false, cleared: true, value: 0 };
    expect(engine.tick(AT + 1, open)).toMatchObject([{ ...blank, ref: open[0], streams: 2 }]);
    const other = { ...(open[0] as (typeof open)[0]), window: "never" };
    expect(engine.tick(AT + 2, [other])).toMatchObject([{ ...blank, ref: other, streams: 0 }]);
    expect(
      engine.tick(AT + 3, [
        { ...other, step: "80%" },
        { ...other, group: {} },
      ]),
    ).toEqual([]);
  });

  it("of groups that are made by its dimension is that of its own group alone", () => {
    const engine = engineWith(newValue({ by: ["model"] }), [row(HOUR, { model: "sonnet" })]);
    const ref = { account: "acme", rule: "rule", step: "", window: "sonnet" };
    expect(engine.tick(AT, [{ ...ref, group: { model: "sonnet" } }])).toMatchObject([
      { streams: 1 },
    ]);
    expect(engine.tick(AT, [{ ...ref, group: { model: "opus" } }])).toMatchObject([{ streams: 0 }]);
  });

  it("that is told and open at once has one finding", () => {
    const engine = engineWith();
    engine.put([row(0, { model: "sonnet" })], true);
    const open = engine.tick(AT, []).map(({ ref }) => ref);
    engine.put([row(HOUR, { model: "sonnet" })], true);
    expect(engine.tick(AT + 1, open)).toMatchObject([{ breached: true, ref: open[0] }]);
  });
});
