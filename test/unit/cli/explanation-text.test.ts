import { describe, expect, it } from "vitest";
import { explanationText } from "../../../src/cli/explain/explanation-text.ts";
import type { Explanation } from "../../../src/core/explain/index.ts";
import type { Waiting } from "../../../src/core/rules/index.ts";

const explanation: Explanation = {
  ...{ rule: "member-month", kind: "budget", at: 0, timezone: "UTC", usdPerCredit: 10 },
  ...{ groups: [], more: 0, fired: [], olderFirings: false, olderEdits: 0 },
  ...{ accounts: [], evaluatedAt: null },
};

describe("an explanation on a terminal", () => {
  it("says that edits and firings were left unread, so that their absence proves nothing", () => {
    const text = explanationText({ ...explanation, olderFirings: true, olderEdits: 1_204 });
    expect(text).toContain("1,204 oldest edits of rows were not read");
    expect(text).toContain("Older firings than the newest ones were not read");
  });

  it("says nothing of it where everything was read", () => {
    expect(explanationText(explanation)).not.toContain("not read");
  });

  it("says how far the history is read, and until when the rule waits for it", () => {
    const acme = { account: "acme", completeTo: 1, gaps: 0, settledTo: null, ready: false };
    const told = (readFrom: number | null, waitsFor: Waiting | null) =>
      explanationText({ ...explanation, accounts: [{ ...acme, readFrom, waitsFor }] });
    const from = Date.UTC(2026, 2, 12);
    const to: Waiting = { part: "all", readTo: Date.UTC(2026, 2, 1) };
    expect(told(from, to)).toContain(
      "The history of acme is still being read, newest first, back to 12 Mar 2026 00:00 (UTC) so far: this rule is evaluated once it is read back to 1 Mar 2026 00:00 (UTC).",
    );
    expect(told(from, null)).toContain("so far: this rule is evaluated already.");
    expect(told(from, { ...to, part: "forecast" })).toContain(
      "so far: this rule's steps are evaluated already, its forecast once it is read back to 1 Mar 2026 00:00 (UTC).",
    );
    expect(told(null, to)).toContain("is still being read: this rule is evaluated once");
  });
});
