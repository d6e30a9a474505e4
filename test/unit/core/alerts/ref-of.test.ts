import { describe, expect, it, test } from "vitest";
import { alertId, refOf } from "../../../../src/core/alerts/index.ts";

const REF = {
  ...{ account: "acme", rule: "month", step: "80%", window: "2026-03-01T00:00:00Z" },
  group: { member: 'a "b" <c>', model: "opus" },
};

describe("an alert's id", () => {
  it("is read back as the reference that it is the text of", () => {
    expect(refOf(alertId(REF))).toEqual(REF);
    expect(refOf(alertId({ ...REF, group: {} }))).toEqual({ ...REF, group: {} });
  });

  test.each([
    "",
    "{",
    "null",
    "{}",
    "[]",
    '["acme","month"]',
    '["acme","month",[["member"]],"",""]',
    '["acme","month",[["member",1]],"",""]',
    '["acme","month","member","",""]',
    '["acme","month",[["a","1"],["a","2"]],"",""]',
    '["acme","month",[["b","1"],["a","2"]],"",""]',
    '["acme","month",[],"","","more"]',
  ])("is not %s", (text) => {
    expect(refOf(text)).toBeNull();
  });
});
