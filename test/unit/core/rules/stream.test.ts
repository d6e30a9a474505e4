import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { is, rowOf } from "../engine/rows.ts";
import { findingsOf, HOUR, streamRule } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const failed = rowOf({
  rowNo: 7,
  createdAt: AT - HOUR,
  executionMs: 1000,
  status: "failed",
  neoCredits: 5,
  neoCost: 2,
  llmCost: 100,
  member: null,
  errorMessage: "it broke",
});

describe("a stream rule", () => {
  it("finds each matching row of news once, with what there is to say of it", () => {
    const engine = createEngine({ rules: [streamRule({ by: ["member"] })], groups: [] });
    engine.put([failed, rowOf({ rowNo: 8, createdAt: AT })], true);
    const found = engine.tick(AT, []);
    expect(found).toMatchObject([
      {
        ref: { account: "acme", group: { member: "(unknown)" }, step: "", window: "s7" },
        kind: "stream",
        breached: true,
        unit: "nano",
        value: 7,
        streams: 1,
        window: { name: "stream", from: AT - HOUR, to: AT - HOUR + 1000 },
      },
    ]);
    expect(found[0]?.stream).toEqual({
      id: "s7",
      taskId: "t1",
      taskTitle: "Scan",
      member: null,
      model: "opus",
      status: "failed",
      errorMessage: "it broke",
      createdAt: AT - HOUR,
      finishedAt: AT - HOUR + 1000,
      spend: 7,
    });
    expect(engine.tick(AT + 1, [])).toEqual([]);
  });

  it("does not tell what was put as history", () => {
    const engine = createEngine({ rules: [streamRule()], groups: [] });
    engine.put([failed], false);
    expect(engine.tick(AT, [])).toEqual([]);
  });

  it("finds a row in each of its groups", () => {
    const row = { ...failed, tools: { nmap: use, curl: use } };
    const rule = streamRule({ by: ["tool"] });
    expect(findingsOf(rule, [row], AT).map(({ ref }) => ref.group)).toEqual([
      { tool: "curl" },
      { tool: "nmap" },
    ]);
    expect(findingsOf(rule, [failed], AT)).toEqual([]);
  });

  it("judges a row by what it is at the tick", () => {
    const engine = createEngine({ rules: [streamRule()], groups: [] });
    engine.put([{ ...failed, status: "running" }], true);
    engine.put([failed], false);
    expect(engine.tick(AT, [])).toHaveLength(1);
    engine.put([{ ...failed, rowNo: 9, id: "s9" }], true);
    engine.put([{ ...failed, rowNo: 9, id: "s9", retracted: true }], true);
    expect(engine.tick(AT + 1, [])).toEqual([]);
  });

  it("waits for a row whose time is still to come", () => {
    const engine = createEngine({ rules: [streamRule()], groups: [] });
    engine.put([{ ...failed, createdAt: AT + 1 }], true);
    expect(engine.tick(AT, [])).toEqual([]);
    expect(engine.tick(AT + 1, [])).toHaveLength(1);
  });

  it("tells them in the order of their times", () => {
    const rows = [3, 1, 2].map((hour) =>
      rowOf({ rowNo: hour, createdAt: AT - hour * HOUR, status: "blocked" }),
    );
    expect(findingsOf(streamRule(), rows, AT).map(({ ref }) => ref.window)).toEqual([
      "s3",
      "s2",
      "s1",
    ]);
  });

  it("answers for an open stream with the row as it is now, and for one that is gone with nothing", () => {
    const engine = createEngine({ rules: [streamRule()], groups: [] });
    engine.put([failed], true);
    const open = engine.tick(AT, []).map((finding) => finding.ref);
    engine.put([{ ...failed, neoCredits: 50 }], false);
    expect(engine.tick(AT + 1, open)).toMatchObject([
      { breached: false, cleared: true, value: 52, stream: { id: "s7" } },
    ]);
    engine.put([{ ...failed, retracted: true }], false);
    const [gone] = engine.tick(AT + 2, open);
    expect(gone).toMatchObject({ breached: false, cleared: true, value: 0, streams: 0 });
    expect(gone?.stream).toBeUndefined();
  });

  it("minds its conditions", () => {
    const error = (text: string) => streamRule({ where: [{ field: "error", anyOf: [is(text)] }] });
    expect(findingsOf(error("it *"), [failed], AT)).toHaveLength(1);
    expect(findingsOf(error("other"), [failed], AT)).toEqual([]);
  });
});

const use = { calls: 1, durationMs: 1 };
