import { describe, expect, it } from "vitest";
import type { RowEvent } from "../../../src/config/index.ts";
import { mistakesIn, RULE, ruleTests } from "../../support/rule-tests.ts";

const START = Date.UTC(2026, 2, 2, 9);
const HOUR = 3_600_000;

function test(body: string, head = RULE): string {
  return `${head}tests:\n  - name: a\n    start: 2026-03-02T09:00\n${body}`;
}
const EXPECT = "    expect: [{ at: +1h, alerts: [] }]\n";

function events(rows: string, head = RULE): readonly RowEvent[] {
  const file = ruleTests(test(`    rows:\n${rows}${EXPECT}`, head));
  return file.tests[0]?.events ?? [];
}

/** What of each row is not as in every other: its moment after the start, its id and some values. */
function told(rows: string, ...names: string[]) {
  return events(rows).map(({ at, stream }) => {
    const values = stream as unknown as Record<string, unknown>;
    return [(at - START) / HOUR, stream.id, ...names.map((name) => values[name])];
  });
}

describe("a single row", () => {
  it("is seen when it has ended, and counts nothing that it does not name", () => {
    const [event] = events("      - { at: +1h, member: a@x, neo_credits: 12.5, ran: 30m }\n");
    expect(event).toMatchObject({
      kind: "put",
      at: START + 1.5 * HOUR,
      stream: {
        id: "row-1",
        account: "acme",
        member: "a@x",
        createdAt: START + HOUR,
        executionMs: HOUR / 2,
        neoCredits: 12_500_000_000,
        llmCost: 0,
        status: "completed",
        byok: false,
        model: "opus",
        taskId: "row-1",
      },
    });
  });

  it("is late where `seen` says so", () => {
    expect(told("      - { at: +1h, seen: +3h, id: late }\n")).toEqual([[3, "late"]]);
  });

  it("takes amounts in credits and in dollars at the price of a credit", () => {
    const rows =
      "      - { neo_credits: 3 credits, llm_cost: $5, neo_cost: 0.1, tools: { nmap: 3 }, agents: [scout] }\n";
    expect(events(rows, `usd_per_credit: 20\n${RULE}`)[0]?.stream).toMatchObject({
      neoCredits: 3_000_000_000,
      llmCost: 250_000_000,
      neoCost: 100_000_000,
      toolCalls: 3,
      tools: { nmap: { calls: 3, durationMs: 0 } },
      agentTriggers: 1,
      agents: { scout: 1 },
    });
  });
});

describe("a series", () => {
  it("has a row at the start of each stretch, `count` in all", () => {
    expect(told("      - { at: +1h, every: 30m, count: 3, id: s }\n")).toEqual([
      [1, "s-1"],
      [1.5, "s-2"],
      [2, "s-3"],
    ]);
  });

  it("ends before `until`", () => {
    expect(told("      - { at: -2h, every: 1h, until: 0 }\n")).toEqual([
      [-2, "row-1-1"],
      [-1, "row-1-2"],
    ]);
  });

  it("takes lists in turn", () => {
    const rows = "      - { count: 4, member: [a@x, b@x], neo_credits: [1, 2, 3] }\n";
    expect(told(rows, "member", "neoCredits").map(([, , ...values]) => values)).toEqual([
      ["a@x", 1e9],
      ["b@x", 2e9],
      ["a@x", 3e9],
      ["b@x", 1e9],
    ]);
  });
});

describe("changes", () => {
  it("add up, and are told in order of time whatever the order in the file", () => {
    const rows = [
      "      - change: { at: +3h, id: a, status: error }\n",
      "      - retract: { at: +4h, id: a }\n",
      "      - change: { at: +2h, id: a, neo_credits: 7 }\n",
      "      - { at: +1h, id: a, neo_credits: 5, member: a@x }\n",
    ].join("");
    expect(told(rows, "neoCredits", "status", "member")).toEqual([
      [1, "a", 5e9, "completed", "a@x"],
      [2, "a", 7e9, "completed", "a@x"],
      [3, "a", 7e9, "error", "a@x"],
      [4, "a", 7e9, "error", "a@x"],
    ]);
    expect(events(rows).map(({ kind }) => kind)).toEqual(["put", "put", "put", "retract"]);
  });
});

describe("moments", () => {
  const moments = (start: string, ...at: string[]) => {
    const expects = at.map((one) => `      - { at: "${one}", alerts: [] }\n`).join("");
    const [found] = ruleTests(
      `timezone: Europe/Berlin\n${RULE}tests:\n  - name: a\n    start: ${start}\n    expect:\n${expects}`,
    ).tests;
    return found?.expectations.map((one) => new Date(one.at).toISOString());
  };

  it.each([
    ["+6h", "2026-03-29T01:00:00.000Z"],
    ["+1d", "2026-03-29T19:00:00.000Z"],
    ["+1d 20:00", "2026-03-29T18:00:00.000Z"],
    ["+0d 23:59:30", "2026-03-28T22:59:30.000Z"],
    ["2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-03-29 03:00:10", "2026-03-29T01:00:10.000Z"],
    ["2026-03-29T03:00 America/New_York", "2026-03-29T07:00:00.000Z"],
    ["2026-03-29T03:00Z", "2026-03-29T03:00:00.000Z"],
    ["2026-03-29T03:00-01:30", "2026-03-29T04:30:00.000Z"],
  ])("%s is the same moment on a day of 23 hours in Berlin", (written, moment) => {
    expect(moments("2026-03-28T20:00", written)).toEqual([moment]);
  });

  it("are of the zone that the start names", () => {
    expect(moments("2026-03-07T20:00 America/New_York", "2026-03-08T03:00", "+1d 03:00")).toEqual([
      "2026-03-08T07:00:00.000Z",
      "2026-03-08T07:00:00.000Z",
    ]);
  });

  it("that a clock skips or shows twice are not guessed", () => {
    const zoned = (start: string, at: string) =>
      mistakesIn(
        `timezone: Europe/Berlin\n${RULE}tests:\n  - name: a\n    start: ${start}\n    expect: [{ at: "${at}", alerts: [] }]\n`,
      );
    expect(zoned("2026-03-28T20:00", "+1d 02:30")).toEqual([
      '6:20: "at" must be a time that exists: on 2026-03-29 the clock in Europe/Berlin jumps over 02:30, found "+1d 02:30"',
    ]);
    expect(zoned("2026-10-24T20:00", "2026-10-25T02:30")).toEqual([
      '6:20: "at" must say which of the two it means: on 2026-10-25 the clock in Europe/Berlin shows 02:30 twice; add the offset, such as 2026-10-25T02:30+02:00, found "2026-10-25T02:30"',
    ]);
    expect(zoned("2026-02-28T20:00", "2026-02-29T02:30")).toEqual([
      '6:20: "at" must be a date and a time that exist, found "2026-02-29T02:30"',
    ]);
  });
});
