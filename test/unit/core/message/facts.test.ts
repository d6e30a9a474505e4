import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
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

  test("gives no share of a value that is no sum, and the id where there is no title", () => {
    const rate = { id: "t1", title: null, value: 500_000, streams: 4 };
    expect(contributorText(rate, firing(finding()), words)).toBe("t1: 50.0 %, 4 streams");
  });
});
