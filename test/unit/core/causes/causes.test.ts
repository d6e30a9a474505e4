import { describe, expect, it, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import { causesOf, outlineOf, rowsWanted } from "../../../../src/core/causes/index.ts";
import { type ToldValue, tellValue } from "../../../../src/core/corrections/index.ts";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { NANO_PER_CREDIT } from "../../../../src/core/money.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { firing } from "../../../support/findings.ts";
import { rowOf } from "../engine/rows.ts";
import { budget, DAY, HOUR, monthIn, rolling, threshold } from "../rules/rule-builders.ts";

const AT = Date.parse("2026-03-14T13:05:00Z");
const credits = (amount: number) => Math.round(amount * NANO_PER_CREDIT);
const month = budget({
  by: ["member"],
  limit: credits(50),
  window: monthIn("Europe/Berlin"),
  timezone: "Europe/Berlin",
});
const spent = (rowNo: number, amount: number, part: Partial<LedgerRow> = {}) =>
  rowOf({ rowNo, neoCredits: credits(amount), createdAt: AT - 5 * DAY, ...part });

const rows = [
  spent(1, 20, { taskId: "triage", taskTitle: "Triage" }),
  spent(2, 12, { tools: { nmap: { calls: 1, durationMs: 1 } } }),
  spent(3, 6, {
    ...{ createdAt: AT - 2 * HOUR, taskId: "recon", taskTitle: "Nightly recon" },
    tools: { nmap: { calls: 3, durationMs: 1 }, curl: { calls: 1, durationMs: 1 } },
    agents: { planner: 1 },
  }),
  spent(4, 3.2, { createdAt: AT - 1, taskId: "recon", taskTitle: "Nightly recon" }),
];

function causes(rule: Rule, held: readonly LedgerRow[], told: (alert: Alert) => ToldValue | null) {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(held, true);
  const [found] = engine.tick(AT, []);
  if (!found) throw new Error("nothing was found");
  const alert = firing(found);
  const outline = outlineOf(engine, { alert, rule, told: told(alert), at: AT });
  const wanted = new Set(rowsWanted(outline));
  const given = held.filter(({ rowNo }) => wanted.has(rowNo));
  return { ...outline, ...causesOf(outline, new Map(given.map((row) => [row.rowNo, row]))) };
}
const first = () => null;

describe("the causes of a first alert", () => {
  const { change, recent, tools, agents, streams, pace, contributors } = causes(month, rows, first);

  it("are all of the window, and how much of it came today", () => {
    expect(change).toEqual({ since: null, value: credits(41.2), unit: "nano", streams: 4 });
    expect(recent).toMatchObject({ name: "today", value: credits(9.2), streams: 2 });
    expect(recent?.most).toMatchObject({ id: "recon", value: credits(9.2) });
    expect(contributors.tasks.map(({ id }) => id)).toEqual(["triage", "t1", "recon"]);
  });

  it("count a stream for each tool and agent that it used", () => {
    expect(tools.map(({ id, value, streams: n }) => [id, value, n])).toEqual([
      ["nmap", credits(18), 2],
      ["curl", credits(6), 1],
    ]);
    expect(agents).toEqual([
      { id: "planner", title: null, value: credits(6), unit: "nano", streams: 1 },
    ]);
  });

  it("name the largest streams with title and cost", () => {
    expect(streams.map(({ title, spend }) => [title, spend])).toEqual([
      ["Triage", credits(20)],
      ["Scan", credits(12)],
      ["Nightly recon", credits(6)],
    ]);
  });

  it("say when the budget is gone at the window's pace", () => {
    const start = Date.parse("2026-03-01T00:00:00+01:00");
    const goneAt = Math.round(AT + ((50 - 41.2) / 41.2) * (AT - start));
    expect(pace).toEqual({ goneAt, until: Date.parse("2026-04-01T00:00:00+02:00"), by: "window" });
  });
});

describe("the causes of a later alert", () => {
  it("are the rows that came since its receiver was told, however old they are", () => {
    const late = spent(5, 1, { createdAt: AT - 6 * DAY, taskId: "late", taskTitle: "Late" });
    const found = causes(month, [...rows, late], (alert) => tellValue(alert, AT - HOUR, 3, null));
    expect(found.change).toEqual({
      ...{ since: AT - HOUR, value: credits(4.2), unit: "nano", streams: 2 },
    });
    expect(found.contributors.tasks.map(({ id }) => id)).toEqual(["recon", "late"]);
    expect(found.recent).toBeUndefined();
  });

  it("are those of the whole window where nothing came since", () => {
    const found = causes(month, rows, (alert) => tellValue(alert, AT - HOUR, 4, null));
    expect(found.change).toMatchObject({ since: AT - HOUR, value: 0, streams: 0 });
    expect(found.contributors.tasks).toHaveLength(3);
    expect(found.sampled).toMatchObject({ streams: 4 });
  });
});

describe("the causes of failures", () => {
  const failing = threshold({
    ...{ metric: { name: "error_rate" }, bound: 200_000, window: rolling(HOUR), by: ["member"] },
  });
  const failed = (rowNo: number, errorMessage: string | null) =>
    rowOf({ rowNo, createdAt: AT - rowNo, finishedAt: AT - rowNo, status: "failed", errorMessage });

  it("are the error messages by likeness, out of the streams that failed", () => {
    const found = causes(
      failing,
      [
        failed(1, "host a1.acme.io is down"),
        failed(2, "host b2.acme.io is down"),
        failed(3, null),
        rowOf({ rowNo: 4, createdAt: AT, finishedAt: AT }),
      ],
      first,
    );
    expect(found.change).toEqual({ since: null, value: 3, unit: "count", streams: 3 });
    expect(found.errors).toEqual([{ text: "host <host> is down", streams: 2, of: 3 }]);
  });

  it("are read from the newest 200 failures, and that is said", () => {
    const many = Array.from({ length: 250 }, (_, i) => failed(i + 1, i < 200 ? "new" : "old"));
    const found = causes(failing, many, first);
    expect(found.errors).toEqual([{ text: "new", streams: 200, of: 200 }]);
    expect(found.sampled).toEqual({ streams: 200, value: 200 });
  });
});

describe("the pace", () => {
  const paceAt = (amount: number, part: Partial<Alert>, rule: Rule = month) => {
    const engine = createEngine({ rules: [rule], groups: [] });
    engine.put([spent(1, amount)], true);
    const [found] = engine.tick(AT, []);
    if (!found) throw new Error("nothing was found");
    const alert = { ...firing(found), ...part };
    return outlineOf(engine, { alert, rule, told: null, at: AT }).pace;
  };
  const forecast = { p10: 0, p50: credits(61), p90: 0, errorPpm: null, days: 20, until: 0 };

  test.each([
    ["of a budget that is used up", 50, {}, undefined],
    ["of a period that is over", 41, { closed: true as const }, undefined],
    ["of a budget that lasts", 20, {}, undefined],
    ["by a forecast", 41, { forecast }, "forecast"],
    ["by the window", 41, {}, "window"],
  ])("%s", (_, amount, part, by) => {
    if (amount === 20) {
      const low = { ...month, limit: credits(20 * 2.4) };
      const eager = { ...low, steps: [{ ppm: 100_000, label: "10%", severity: "info" as const }] };
      expect(paceAt(amount, part, eager)).toMatchObject({ goneAt: null });
    } else expect(paceAt(amount, part)?.by).toBe(by);
  });

  it("is not told in the first twentieth of a window", () => {
    const daily = { ...month, window: { ...monthIn("UTC"), startsOn: 14 } as never };
    const early = { ...daily, timezone: "UTC" };
    const engine = createEngine({ rules: [early], groups: [] });
    engine.put([spent(1, 41, { createdAt: AT - HOUR })], true);
    const [found] = engine.tick(AT, []);
    if (!found) throw new Error("nothing was found");
    const subject = { alert: firing(found), rule: early, told: null, at: AT };
    expect(outlineOf(engine, subject).pace).toBeUndefined();
  });
});
