import { describe, expect, it } from "vitest";
import { explanationText } from "../../../src/cli/explain/explanation-text.ts";
import type { Explanation } from "../../../src/core/explain/index.ts";

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
});
