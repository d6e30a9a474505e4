import { describe, expect, test } from "vitest";
import type { StreamFacts } from "../../../../src/core/engine/index.ts";
import { headline } from "../../../../src/core/message/index.ts";
import { budget, finding, firing, stream } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const words = { usdPerCredit: 10, timezone: "Europe/Berlin" };
const lead = { member: "lead@acme.io" };
const run = (fields: Partial<StreamFacts>) => {
  const found = stream("s1");
  return { ...found, stream: { ...found.stream, ...fields } as StreamFacts };
};

describe("headline", () => {
  test.each([
    [
      "a budget",
      budget(80, 41.2, { group: lead }),
      "lead@acme.io spent 41.20 of 50 credits (82 %) this month",
    ],
    [
      "a budget of an own key",
      budget(80, 41.2, { group: lead, metric: { name: "byok_cost" } }),
      "lead@acme.io: own-key cost 41.20 of 50 credits (82 %) this month",
    ],
    [
      "a budget of a count, for the whole account",
      budget(100, 0, {
        group: {},
        unit: "count",
        value: 120,
        limit: 100,
        budget: 100,
        breached: true,
        metric: { name: "streams" },
        window: { name: "day", from: 0, to: 1 },
      }),
      "Account acme: streams 120 of 100 (120 %) today",
    ],
    [
      "a rolling budget",
      budget(80, 45, { key: "", window: { name: "7d", from: 0, to: 1 } }),
      "x@y spent 45.00 of 50 credits (90 %) over 7d",
    ],
    ["a rate", finding(), "Error rate of x@y is 34.0 % over 1h (limit 20 %), 51 streams"],
    [
      "a number of streams, which is said once",
      finding({ metric: { name: "streams" }, unit: "count", value: 51, limit: 40 }),
      "Streams of x@y is 51 over 1h (limit 40)",
    ],
    [
      "a threshold on money in two dimensions",
      finding({
        group: { ...lead, model: "opus" },
        metric: { name: "cost_per_stream", statistic: "p95" },
        unit: "nano",
        value: 2.5 * CREDIT,
        limit: 2 * CREDIT,
        streams: 1,
      }),
      "P95 cost per stream of lead@acme.io, model opus is 2.50 credits ($25.00) over 1h (limit 2 credits), 1 stream",
    ],
    [
      "a spike",
      finding({
        kind: "spike",
        unit: "nano",
        metric: { name: "neo_credits" },
        value: 9.4 * CREDIT,
        limit: 5.52 * CREDIT,
        baseline: { median: 1.84 * CREDIT, windows: 168 },
      }),
      "x@y: 9.40 credits in 1h, 5.1 times its usual 1.84",
    ],
    [
      "a spike from nothing",
      finding({
        kind: "spike",
        unit: "count",
        metric: { name: "tool_calls" },
        value: 940,
        limit: 0,
        baseline: { median: 0, windows: 168 },
      }),
      "x@y: tool calls 940 in 1h, where it usually has none",
    ],
    ["a single stream", stream("s1"), "Run 'nightly recon' of x@y was blocked: quota exceeded"],
    [
      "a stream without a title, member or error, with an unknown status",
      run({ taskTitle: null, member: null, errorMessage: null, status: "paused" }),
      "Run 't1' of an unknown member ended as paused",
    ],
    [
      "a trouble of the daemon",
      finding({
        kind: "system",
        rule: "account-access",
        group: {},
        advice: "The key was refused: make a new one.",
      }),
      "acme: The key was refused: make a new one.",
    ],
    [
      "a member that the API does not tell",
      budget(80, 41, { group: { member: "(unknown)" } }),
      "An unknown member spent 41.00 of 50 credits (82 %) this month",
    ],
  ])("of %s", (_case, found, line) => {
    expect(headline(firing(found), words)).toBe(line);
  });

  test("of a month that is over does not call it this month", () => {
    const alert = firing(budget(80, 45), 0, { status: "resolved", reason: "window_ended" });
    expect(headline(alert, words)).toBe(
      "x@y spent 45.00 of 50 credits (90 %) in the month that ended",
    );
  });

  test("is one line of bounded length whatever the data holds", () => {
    const wild = run({ taskTitle: "a\nb".repeat(9_000), errorMessage: "👩‍🚀\t".repeat(9_000) });
    const line = headline(firing(wild), words);
    expect(line).not.toMatch(/[\n\t]/);
    expect(line.length).toBeLessThan(500);
  });
});
