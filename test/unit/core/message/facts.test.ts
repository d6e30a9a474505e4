import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import type { Contributor, Finding, StreamFacts } from "../../../../src/core/engine/index.ts";
import {
  contributorText,
  facts,
  noticeText,
  reasonText,
} from "../../../../src/core/message/index.ts";
import { budget, finding, firing, resolved, stream } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const words = { usdPerCredit: 10, timezone: "Europe/Berlin" };
const told = (alert: Alert) =>
  Object.fromEntries(facts(alert, words).map(({ label, value }) => [label, value]));

describe("facts", () => {
  test("of a budget: spent and limit in credits and dollars, the step, and the others it speaks for", () => {
    const alert = firing(budget(80, 41.2), Date.UTC(2026, 2, 14, 13), { alsoCrossed: ["50%"] });
    expect(told(alert)).toEqual({
      Who: "x@y",
      "Neo credits": "41.20 credits ($412.00), 82 %",
      Budget: "50.00 credits ($500.00)",
      Step: "80% = 40.00 credits ($400.00); also crossed: 50%",
      Window: "month: 1 Mar 2026 01:00 to 14 Mar 2026 15:05 (Europe/Berlin)",
      Streams: "51",
      Since: "14 Mar 2026 14:00 (Europe/Berlin)",
      Account: "acme",
      Rule: "member-month",
    });
  });

  test("of a spike: what it was compared with", () => {
    const baseline = { median: 1.84 * CREDIT, windows: 168 };
    const alert = firing(finding({ kind: "spike", unit: "nano", value: 9.4 * CREDIT, baseline }));
    expect(told(alert)).toMatchObject({
      Usual: "1.84 credits ($18.40), the median of 168 earlier windows",
    });
  });

  test.each([
    [
      2 * CREDIT,
      165,
      "2.00 credits ($20.00)",
      "2.00 credits ($20.00), the median of 165 earlier windows",
    ],
    [
      0,
      1,
      "2.00 credits ($20.00) (at least)",
      "0.00 credits ($0.00), the median of 1 earlier window",
    ],
  ])(
    "of a spike over a median of %d nano-credits: from where it fires",
    (median, windows, from, usual) => {
      const baseline = { median, windows };
      const alert = firing(finding({ kind: "spike", unit: "nano", limit: 2 * CREDIT, baseline }));
      expect(told(alert)).toMatchObject({ "Fires from": from, Usual: usual });
      expect(told(alert)).not.toHaveProperty("Limit");
    },
  );

  test("of a single stream of which it is not known how long it ran: only its start", () => {
    const run = stream("s1");
    const ended = { ...run.stream, finishedAt: run.stream?.createdAt ?? 0 } as StreamFacts;
    expect(told(firing({ ...run, stream: ended }))).toMatchObject({
      Started: "14 Mar 2026 13:00 (Europe/Berlin)",
    });
  });

  test("of a single stream: the run", () => {
    expect(told(firing(stream("s1")))).toMatchObject({
      Run: "nightly recon",
      Who: "x@y",
      Ended: "blocked",
      Error: "quota exceeded",
      Model: "opus",
      Spend: "2.00 credits ($20.00)",
      Started: "14 Mar 2026 13:00 (Europe/Berlin), ran for 3 min",
      Stream: "s1",
    });
  });

  test("of a trouble of the daemon: what to do", () => {
    const alert = firing(
      finding({ kind: "system", account: "", group: {}, advice: "Make a new key" }),
    );
    expect(Object.keys(told(alert))).toEqual(["What to do", "Since", "Rule"]);
  });

  test("of a resolved alert: why it is over", () => {
    expect(told(resolved(finding(), 0, { reason: "too_few_streams" }))).toMatchObject({
      Status: "resolved: too few streams left to judge by",
    });
  });
});

describe("texts of reasons", () => {
  test("say what the reader needs, not the code's word", () => {
    expect(reasonText("restated")).toBe("rows changed, and the numbers are within the limit again");
    expect(noticeText("step_up")).toBe("A higher step");
  });
});

describe("contributorText", () => {
  const part = { id: "t1", title: "nightly recon", value: 20.6 * CREDIT, streams: 1 };

  test("gives title, amount and share", () => {
    expect(contributorText(part, firing(budget(80, 41.2)), words)).toBe(
      "nightly recon: 20.60 credits ($206.00), 50 %, 1 stream",
    );
  });

  test.each<[string, Partial<Contributor>, Pick<Finding, "metric" | "unit" | "value">, string]>([
    [
      "of a rate, how many of its streams are in it, and the id where there is no title",
      { title: null, value: 10, unit: "count", streams: 12 },
      { metric: { name: "error_rate" }, unit: "ppm", value: 340_000 },
      "t1: 10 of 12 streams failed",
    ],
    [
      "of a rate, of one stream",
      { value: 1, unit: "count", streams: 1 },
      { metric: { name: "blocked_rate" }, unit: "ppm", value: 1_000_000 },
      "nightly recon: 1 of 1 stream blocked",
    ],
    [
      "of the own keys' share, its streams with one",
      { value: 2, unit: "count", streams: 3 },
      { metric: { name: "byok_share" }, unit: "ppm", value: 340_000 },
      "nightly recon: 2 of 3 streams with an own key",
    ],
    [
      "of the wasted share, the money wasted",
      { value: 2 * CREDIT, unit: "nano", streams: 3 },
      { metric: { name: "wasted_rate" }, unit: "ppm", value: 340_000 },
      "nightly recon: 2.00 credits ($20.00) wasted, 3 streams",
    ],
    [
      "of a time, what was spent",
      { value: 2 * CREDIT, unit: "nano", streams: 3 },
      { metric: { name: "execution_time", statistic: "p95" }, unit: "ms", value: 4_000 },
      "nightly recon: 2.00 credits ($20.00) spent, 3 streams",
    ],
    [
      "of a cost for each stream, what was spent and no share, as it is no part of the average",
      { value: 6 * CREDIT, streams: 3 },
      { metric: { name: "cost_per_stream", statistic: "avg" }, unit: "nano", value: 2 * CREDIT },
      "nightly recon: 6.00 credits ($60.00), 3 streams",
    ],
    [
      "of a number of streams, that number once",
      { value: 3, streams: 3 },
      { metric: { name: "streams" }, unit: "count", value: 12 },
      "nightly recon: 3 streams, 25 %",
    ],
    [
      "of a number of failed streams, of how many",
      { value: 3, streams: 9 },
      { metric: { name: "failed" }, unit: "count", value: 12 },
      "nightly recon: 3 of 9 streams failed, 25 %",
    ],
    [
      "of a count, what is counted",
      { value: 1, streams: 1 },
      { metric: { name: "tool_calls" }, unit: "count", value: 4 },
      "nightly recon: 1 tool call, 25 %, 1 stream",
    ],
  ])("says %s", (_case, fields, metric, text) => {
    expect(contributorText({ ...part, ...fields }, firing(finding(metric)), words)).toBe(text);
  });
});
