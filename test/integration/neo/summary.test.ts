import { describe, expect, test } from "vitest";
import type { NeoReply } from "../../support/neo-server.ts";
import { failureOf, KEY, neoBench } from "../../support/neo-server-bench.ts";

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 2, 2);
const bench = neoBench();
const asked = { from: MONDAY - 2_000, to: MONDAY + DAY + 2_000 };

const body = {
  total_neo_credits: 1.5,
  by_period: [
    { date: "2026-03-02", neo_credits: 1.25, tasks: 3 },
    { date: "2026-03-03T00:00:00Z", neo_credits: 0.25, tasks: 1 },
  ],
  by_email: [{ email: "lead@acme.io", neo_credits: 1.5, tasks: 4 }],
  byok: { total_llm_cost: 0.1, total_neo_cost: 0.02, total_streams: 2, total_tasks: 1 },
  last_credit_reset: "2026-03-01T00:00:00Z",
};
const summaryOf = (reply: unknown) => {
  bench.server.script({ json: reply });
  return bench.client().summary(asked);
};

describe("a summary", () => {
  test("is asked for by day and read as exact amounts", async () => {
    expect(await summaryOf(body)).toEqual({
      days: [
        { day: MONDAY, neoCredits: 1_250_000_000 },
        { day: MONDAY + DAY, neoCredits: 250_000_000 },
      ],
      members: new Map([["lead@acme.io", 1_500_000_000]]),
      byok: { llmCost: 100_000_000, neoCost: 20_000_000, streams: 2 },
      decimals: 2,
    });
    expect(bench.server.requests[0]).toMatchObject({
      path: "/api/v1/usage/summary",
      query: {
        from: "2026-03-01T23:59:58.000Z",
        to: "2026-03-03T00:00:02.000Z",
        group_by: "day",
      },
    });
    expect(bench.telemetry.counted("api_requests_total", { outcome: "ok" })).toBe(1);
  });

  test.each([
    [
      "without members or own keys",
      { by_email: undefined, byok: null },
      { members: null, byok: null },
    ],
    ["of nothing", { by_period: [], by_email: [] }, { days: [], members: new Map() }],
    [
      "with amounts that are left out",
      { by_period: [{ date: "2026-03-02", neo_credits: null }], byok: { total_streams: 0 } },
      { days: [{ day: MONDAY, neoCredits: 0 }], byok: { llmCost: 0, neoCost: 0, streams: 0 } },
    ],
    [
      "with a day or a member twice",
      {
        by_period: [body.by_period[0], body.by_period[0]],
        by_email: [body.by_email[0], body.by_email[0]],
      },
      {
        days: [{ day: MONDAY, neoCredits: 2_500_000_000 }],
        members: new Map([["lead@acme.io", 3_000_000_000]]),
      },
    ],
    [
      "with a member that has no address",
      { by_email: [{ email: null, neo_credits: 1 }, ...body.by_email] },
      { members: new Map([["lead@acme.io", 1_500_000_000]]) },
    ],
    [
      "with unknown fields",
      { by_weekday: { monday: 1 }, by_period: [{ ...body.by_period[0], x: 1 }] },
      {},
    ],
  ])("%s is read", async (_, over, expected) => {
    expect(await summaryOf({ ...body, ...over })).toMatchObject(expected);
  });

  test.each([
    [0, [7]],
    [2, [0.5, 0.25]],
    [8, [1.5e-7, 0.1]],
    [17, [0.1 + 0.2]],
  ])("has %i decimals where its longest amount has", async (decimals, amounts) => {
    const by_period = amounts.map((neo_credits) => ({ date: "2026-03-02", neo_credits }));
    expect((await summaryOf({ by_period })).decimals).toBe(decimals);
  });

  test.each<[string, unknown, string]>([
    ["a list", [], "the answer is no object"],
    ["without periods", { ...body, by_period: undefined }, "by_period is no list"],
    [
      "with a period that is a text",
      { by_period: ["2026-03-02"] },
      "an entry of by_period is no object",
    ],
    ["with a day that is no date", { by_period: [{ date: "today", neo_credits: 1 }] }, "is no day"],
    [
      "with an amount that is a text",
      { by_period: [{ date: "2026-03-02", neo_credits: "1" }] },
      "is no number",
    ],
    ["with members in an object", { ...body, by_email: {} }, "by_email is no list"],
    ["with half a stream", { ...body, byok: { ...body.byok, total_streams: 0.5 } }, "is no count"],
    [
      "with an amount beyond all measure",
      { by_period: [{ date: "2026-03-02", neo_credits: 1e300 }] },
      "more than can be kept exactly",
    ],
  ])("%s is malformed, and named", async (_, reply, what) => {
    bench.server.script(...Array.from({ length: 4 }, (): NeoReply => ({ json: reply })));
    const error = await failureOf(bench.client().summary(asked));
    expect(error.failure).toBe("malformed");
    expect(error.message).toContain(what);
  });

  test("cut short is malformed, and its text is not quoted", async () => {
    const half: NeoReply = { text: `{"by_period": [{"key": "${KEY}` };
    bench.server.script(half, half, half, half);
    const error = await failureOf(bench.client().summary(asked));
    expect(error.failure).toBe("malformed");
    expect(error.message).not.toContain(KEY);
  });

  test.each([
    [403, "forbidden"],
    [401, "unauthorized"],
    [404, "rejected"],
    [400, "rejected"],
  ])("that is answered with %i is %s, after one request", async (status, failure) => {
    bench.server.script({ status, json: { error: "no", code: "x" } });
    expect((await failureOf(bench.client().summary(asked))).failure).toBe(failure);
    expect(bench.server.requests).toHaveLength(1);
  });

  test("is asked for again where that can help", async () => {
    bench.server.script({ trouble: "reset" }, { status: 503, text: "" }, { json: body });
    expect((await bench.client().summary(asked)).days).toHaveLength(2);
  });
});
