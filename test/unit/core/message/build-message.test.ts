import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import {
  announcement,
  buildMessage,
  type MessageDraft,
  type Notice,
} from "../../../../src/core/message/index.ts";
import { budget, finding, firing, resolved } from "../../../support/findings.ts";

const context = {
  coverage: [
    { account: "acme", completeTo: 3, gaps: 0, settledTo: 2, ready: true },
    { account: "other", completeTo: 3, gaps: 0, settledTo: 2, ready: true },
  ],
  at: 5,
  timezone: "Europe/Berlin",
  usdPerCredit: 10,
};
const draft: MessageDraft = {
  key: "k",
  notice: "first",
  receiver: "channel",
  groupKey: "g",
  incident: 1,
  groupLabels: { rule: "member-month" },
  firing: [],
  resolved: [],
  news: [],
};
const member = (name: string, spent = 41, percent = 80): Alert =>
  firing(budget(percent, spent, { group: { member: name } }));
const build = (fields: Partial<MessageDraft>) => buildMessage({ ...draft, ...fields }, context);

describe("buildMessage", () => {
  test("puts the most severe first, then what is furthest past its limit", () => {
    const { firing: sorted, severity } = build({
      firing: [member("a", 41), member("b", 45), member("c", 51, 100), member("d", 42)],
    });
    expect(sorted.map(({ ref }) => ref.group["member"])).toEqual(["c", "b", "d", "a"]);
    expect(severity).toBe("critical");
  });

  test("names the labels that all its alerts share", () => {
    expect(build({ firing: [member("a"), member("b")] }).commonLabels).toEqual({
      account: "acme",
      rule: "member-month",
      kind: "budget",
      severity: "warning",
      step: "80%",
      window: "month",
    });
  });

  test("says how complete the numbers of its own accounts are", () => {
    expect(build({ firing: [member("a")] }).coverage).toEqual([
      { account: "acme", completeTo: 3, gaps: 0, settledTo: 2 },
    ]);
  });

  test("is resolved when nothing fires, with the severity that had fired", () => {
    const message = build({ notice: "resolved", resolved: [resolved(budget(100, 51))] });
    expect(message).toMatchObject({ status: "resolved", severity: "critical" });
  });

  test("does not change what it is given", () => {
    const given = Object.freeze([member("a", 41), member("b", 45)]);
    expect(build({ firing: given }).firing[0]?.ref.group["member"]).toBe("b");
  });
});

describe("titles", () => {
  const rate = (name: string) => firing(finding({ group: { member: name } }));

  test.each<[string, Partial<MessageDraft>, string]>([
    [
      "one alert",
      { firing: [member("a@x", 41.2)] },
      "a@x spent 41.20 of 50 credits (82 %) this month",
    ],
    [
      "its repeat",
      { notice: "repeat", firing: [member("a@x", 41.2)] },
      "Still: a@x spent 41.20 of 50 credits (82 %) this month",
    ],
    [
      "its end",
      { notice: "resolved", resolved: [member("a@x", 41.2)] },
      "Resolved: a@x spent 41.20 of 50 credits (82 %) this month",
    ],
    [
      "members of one budget",
      { firing: [member("a"), member("b"), member("c")] },
      "3 members over 80 % of 50 credits this month: a, b, c",
    ],
    [
      "many members",
      { firing: ["a", "b", "c", "d", "e"].map((name) => member(name)) },
      "5 members over 80 % of 50 credits this month: a, b, c and 2 more",
    ],
    [
      "members of one threshold",
      { firing: [rate("a"), rate("b")] },
      "Error rate past 20 % over 1h for 2 members: a, b",
    ],
    [
      "different steps",
      { firing: [member("a"), member("b", 51, 100)] },
      "2 alerts (2 × member-month): b, a",
    ],
    [
      "different rules",
      { firing: [member("a"), rate("b")], resolved: [rate("c")] },
      "2 alerts (1 × error-rate, 1 × member-month): b, a (1 resolved)",
    ],
    [
      "a digest",
      { notice: "digest", firing: [member("a"), member("b")] },
      "Already over as watching begins: 2 members over 80 % of 50 credits this month: a, b",
    ],
  ])("of %s", (_case, fields, title) => {
    expect(build(fields).title).toBe(title);
  });
});

describe("announcement", () => {
  test.each<[Notice, string, string]>([
    ["first", "a spent", "New: a spent"],
    ["repeat", "Still: a spent", "Still firing: a spent"],
    ["resolved", "Resolved: a spent", "Resolved: a spent"],
    ["digest", "Already over as watching begins: a", "Already over as watching begins: a"],
    ["test", "Test message", "Test message"],
  ])("of %s: %s says nothing twice", (notice, title, line) => {
    expect(announcement({ notice, title })).toBe(line);
  });
});
