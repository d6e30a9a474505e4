import { describe, expect, it } from "vitest";
import { type AlertRef, createEngine } from "../../../../src/core/engine/index.ts";
import type { StreamRule } from "../../../../src/core/rules/index.ts";
import { rowOf } from "../engine/rows.ts";
import { findingsOf, HOUR, streamRule } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const use = { calls: 1, durationMs: 1 };
const failed = rowOf({ rowNo: 7, createdAt: AT - HOUR, status: "failed", neoCredits: 5 });
const ref = (fields: Partial<AlertRef> = {}): AlertRef => ({
  ...{ account: "acme", rule: "rule", group: {}, step: "", window: "s7" },
  ...fields,
});
/** What an open alert is answered once its row was told. */
function answers(rule: StreamRule, open: readonly AlertRef[], row = failed) {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put([failed], true);
  engine.tick(AT, []);
  engine.put([row], false);
  return engine.tick(AT + 1, open);
}

describe("a single stream that was told", () => {
  it("is answered with the row as it is now, and no longer breached", () => {
    expect(answers(streamRule(), [ref()], { ...failed, neoCredits: 9 })).toMatchObject([
      { ref: ref(), breached: false, cleared: true, value: 9, streams: 1, stream: { id: "s7" } },
    ]);
  });

  it.each<[string, AlertRef, typeof failed]>([
    ["ended otherwise since then", ref(), { ...failed, status: "completed" }],
    ["is not known", ref({ window: "s8" }), failed],
    ["was taken back", ref(), { ...failed, retracted: true }],
  ])("is answered without a row where it %s", (_what, open, row) => {
    const [found] = answers(streamRule(), [open], row);
    expect(found).toMatchObject({
      value: 0,
      streams: 0,
      window: { name: "stream", from: 0, to: 0 },
    });
    expect(found).not.toHaveProperty("stream");
  });

  it("is answered without a row in a group that it is not in any more", () => {
    const rule = streamRule({ by: ["model"] });
    const open = ref({ group: { model: "opus" } });
    expect(answers(rule, [open])[0]?.streams).toBe(1);
    expect(answers(rule, [open], { ...failed, model: "haiku" })[0]?.streams).toBe(0);
  });

  it("is not answered in a step or by dimensions that the rule has not", () => {
    expect(answers(streamRule(), [ref({ step: "80%" })])).toEqual([]);
    expect(answers(streamRule(), [ref({ group: { model: "opus" } })])).toEqual([]);
  });

  it("is found once where it is told and open at the same tick, each group by itself", () => {
    const engine = createEngine({ rules: [streamRule({ by: ["tool"] })], groups: [] });
    engine.put([{ ...failed, tools: { nmap: use, curl: use } }], true);
    const open = ["nmap", "dig"].map((tool) => ref({ group: { tool } }));
    const found = engine.tick(AT, open).map(({ ref, breached }) => [ref.group["tool"], breached]);
    expect(found).toEqual([
      ["curl", true],
      ["nmap", true],
      ["dig", false],
    ]);
  });
});

describe("a single stream's finding", () => {
  it("compares nothing: it has happened, at what it cost", () => {
    expect(findingsOf(streamRule(), [failed], AT)).toMatchObject([
      {
        ...{ ended: false, rearmed: false, cleared: false, limit: 0, value: 5 },
        metric: { name: "spend" },
        terms: 'stream; status in ["blocked","failed"]; by account; time created_at',
      },
    ]);
  });

  it("is only of a row that its conditions match", () => {
    const where = [{ field: "model", anyOf: [{ source: "x", matches: () => false }] }];
    expect(findingsOf(streamRule({ where: where as never }), [failed], AT)).toEqual([]);
  });

  it("comes in the order of its groups, whatever that of the row", () => {
    const tools = Object.fromEntries(["nmap", "dig", "curl", "zap"].map((name) => [name, use]));
    const found = findingsOf(streamRule({ by: ["tool"] }), [{ ...failed, tools }], AT);
    expect(found.map(({ ref }) => ref.group["tool"])).toEqual(["curl", "dig", "nmap", "zap"]);
  });
});
