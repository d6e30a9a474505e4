import { describe, expect, it } from "vitest";
import { formatProblems, type KnownLedger, loadSettings } from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";

const AT = Date.UTC(2026, 10, 24, 12);
const DAY = 86_400_000;
const TEXT = `timezone: Europe/Berlin
accounts:
  - { name: acme, api_key: x }
rules:
  - name: day
    budget: { metric: spend, limit: $5, window: day }
  - name: month
    budget: { metric: spend, limit: $9, window: month, forecast: [100%] }
  - name: year
    budget: { metric: spend, limit: $99, window: year }
  - name: failed
    stream: { status: failed }
receivers: [{ name: one, console: [{}] }]
`;

/** The warnings, each with its line, where the ledger knows so much of the account's history. */
function warnings(history: Partial<KnownLedger["histories"][number]> | null): string[] {
  const acme = { account: "acme", ready: false, readFrom: null };
  const histories = history === null ? [] : [{ ...acme, ...history }];
  const files = memoryFiles({ "c.yaml": TEXT });
  const loaded = loadSettings("c.yaml", {}, files, { members: [], histories, at: AT });
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.warnings
    .filter(({ message }) => message.includes("evaluated"))
    .map(({ line, message }) => `${line}: ${message}`);
}

const waits = (from: string, to: string) =>
  `is not evaluated yet for account "acme": it waits for the history from ${from} (Europe/Berlin) on, which is read, newest first, back to ${to} (Europe/Berlin) so far`;

describe("rules that wait for an account's history", () => {
  it("are told, each with how far back it reads and how far the account is read", () => {
    const today = "24 Nov 2026 01:00";
    expect(warnings({ readFrom: Date.UTC(2026, 10, 24) })).toEqual([
      `5: Rule "day" ${waits("24 Nov 2026 00:00", today)}`,
      `7: Rule "month" ${waits("1 Nov 2026 00:00", today)}`,
      `9: Rule "year" ${waits("20 Oct 2026 14:00", today)}`,
    ]);
  });

  it("are not told once what they look back on is read; a forecast waits for itself", () => {
    const start = "20 Oct 2026 14:00";
    expect(warnings({ readFrom: AT - 30 * DAY })).toEqual([
      `7: The forecast of rule "month" ${waits(start, "25 Oct 2026 13:00")}`,
      `9: Rule "year" ${waits(start, "25 Oct 2026 13:00")}`,
    ]);
    expect(warnings({ readFrom: AT - 35 * DAY, ready: true })).toEqual([]);
  });

  it("are one warning where nothing of the account is read", () => {
    const nothing = ['3: Nothing of account "acme" is read yet: no rule is evaluated for it'];
    expect(warnings({})).toEqual(nothing);
    expect(warnings(null)).toEqual(nothing);
  });
});
