import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { MetricRef, Rule } from "../../../../src/core/rules/index.ts";
import {
  budget,
  DAY,
  HOUR,
  monthIn,
  rolling,
  streamRule,
  threshold,
} from "../rules/rule-builders.ts";
import { is, rowOf } from "./rows.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const rows = [
  { taskId: "a", taskTitle: "Old name", neoCredits: 5, createdAt: AT - 50, status: "failed" },
  { taskId: "a", taskTitle: "New name", neoCredits: 5, createdAt: AT - 40 },
  { taskId: "a", taskTitle: null, neoCredits: 1, createdAt: AT - 30, member: null },
  { taskId: "b", taskTitle: null, neoCredits: 20, createdAt: AT - 20, model: "haiku" },
  { taskId: "c", taskTitle: "C", neoCredits: 11, createdAt: AT - 10, member: "bob@acme.io" },
  { taskId: "d", taskTitle: "Free", neoCredits: 0, createdAt: AT - 10 },
  { taskId: "e", taskTitle: "Early", neoCredits: 99, createdAt: AT - DAY },
  { taskId: "f", taskTitle: "Other", neoCredits: 99, createdAt: AT, account: "beta" },
].map((part, index) => rowOf({ rowNo: index + 1, ...part }));

function contributors(rule: Rule, limit = 10, part = {}) {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(rows, true);
  const [found] = engine.tick(AT, []);
  if (found === undefined) throw new Error("nothing was found");
  return engine.contributors({ ...found.ref, ...part }, { span: found.window }, limit);
}
const about = (metric: MetricRef, part = {}) =>
  threshold({ metric, bound: 0, window: rolling(HOUR), ...part });

describe("contributors", () => {
  it("are the largest tasks, models and members of the group's value, ties by id", () => {
    expect(contributors(about({ name: "neo_credits" }))).toEqual({
      tasks: [
        { id: "b", title: null, value: 20, streams: 1 },
        { id: "a", title: "New name", value: 11, streams: 3 },
        { id: "c", title: "C", value: 11, streams: 1 },
      ],
      models: [
        { id: "opus", title: null, value: 22, streams: 5 },
        { id: "haiku", title: null, value: 20, streams: 1 },
      ],
      members: [
        { id: "ann@acme.io", title: null, value: 30, streams: 4 },
        { id: "bob@acme.io", title: null, value: 11, streams: 1 },
        { id: "(unknown)", title: null, value: 1, streams: 1 },
      ],
    });
  });

  it("are cut to the number asked for", () => {
    const found = contributors(about({ name: "streams" }), 1);
    expect(found.tasks.map(({ id, value }) => [id, value])).toEqual([["a", 3]]);
  });

  it("keep to the rule's conditions and the group's rows", () => {
    const rule = about(
      { name: "neo_credits" },
      { by: ["member"], where: [{ field: "task", anyOf: [is("a")] }] },
    );
    const group = { member: "ann@acme.io" };
    expect(contributors(rule, 10, { group })).toMatchObject({
      tasks: [{ id: "a", value: 10, streams: 2 }],
      members: [{ id: "ann@acme.io" }],
    });
    expect(contributors(rule, 10, { group: { member: "nobody" } }).tasks).toEqual([]);
    expect(contributors(rule, 10, { group: {} }).tasks).toEqual([]);
    expect(contributors(rule, 10, { rule: "gone" }).tasks).toEqual([]);
  });

  it.each<[MetricRef, string, number, string | undefined]>([
    [{ name: "error_rate" }, "a", 1, "count"],
    [{ name: "wasted_rate" }, "a", 5, "nano"],
    [{ name: "tasks" }, "a", 1, undefined],
    [{ name: "failed" }, "a", 1, undefined],
    [{ name: "cost_per_task", statistic: "max" }, "b", 20, undefined],
    [{ name: "execution_time", statistic: "max" }, "b", 20, "nano"],
  ])("of %o are led by %s with %d %s", (metric, id, value, unit) => {
    const rule = about(metric, { direction: "above", bound: -1 });
    const [first] = contributors(rule).tasks;
    expect(first).toMatchObject({ id, value });
    expect(first?.unit).toBe(unit);
  });

  it("counts distinct tasks for a model", () => {
    const [opus] = contributors(about({ name: "tasks" })).models;
    expect(opus).toMatchObject({ id: "opus", value: 3, streams: 5 });
  });

  it("of a single stream are that stream's own", () => {
    expect(contributors(streamRule())).toMatchObject({
      tasks: [{ id: "a", value: 5 }],
      members: [{ id: "ann@acme.io", value: 5 }],
    });
  });

  it("of a calendar window take in its first moment and leave out the next window's", () => {
    const start = Date.parse("2026-09-30T22:00:00Z");
    const next = Date.parse("2026-10-31T23:00:00Z");
    const rule = budget({ window: monthIn("Europe/Berlin"), limit: 1 });
    const engine = createEngine({ rules: [rule], groups: [] });
    const edges = [start - 1, start, next - 1, next];
    engine.put(
      edges.map((createdAt, index) =>
        rowOf({ rowNo: index, createdAt, neoCredits: 2 ** index, taskId: `t${index}` }),
      ),
      false,
    );
    const [open] = engine.tick(start, []).map(({ ref }) => ref);
    if (open === undefined) throw new Error("nothing was found");
    const ended = engine.tick(next, [open]).find((finding) => finding.ended);
    const span = ended?.window ?? { name: "", from: 0, to: 0 };
    expect(engine.contributors(open, { span }, 9).tasks.map(({ id }) => id)).toEqual(["t2", "t1"]);
  });

  it("follow rows that are put after the tick's numbers were told", () => {
    const engine = createEngine({ rules: [about({ name: "neo_credits" })], groups: [] });
    engine.put(rows, false);
    const [found] = engine.tick(AT, []);
    if (found === undefined) throw new Error("nothing was found");
    expect(engine.contributors(found.ref, { span: found.window }, 1).tasks[0]?.id).toBe("b");
    engine.put([{ ...(rows[3] as (typeof rows)[0]), retracted: true }], false);
    expect(engine.contributors(found.ref, { span: found.window }, 1).tasks[0]?.id).toBe("a");
  });
});
