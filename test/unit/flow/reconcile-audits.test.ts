import { describe, expect, test } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import { DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { liveOn, type ReconcileBench, reconcileBench } from "../../support/reconcile-bench.ts";

describe("changed rows", () => {
  test("that cost otherwise now are found by the day's sums within the hour, the day being read again", async () => {
    const bench = await reconcileBench();
    const row = bench.api.truth.get("r150");
    if (!row) throw new Error("no such row");
    bench.api.put({ ...row, neoCredits: row.neoCredits + 1 });
    await liveOn(bench, HOUR + 10 * MINUTE);
    expect(bench.ledger.row("acme", "r150")?.neoCredits).toBe(row.neoCredits + 1);
    expect(bench.conditions.list()).toEqual([]);
    const { days } = await bench.ledger.proofs("acme");
    expect(days.map(({ audit }) => audit?.outcome ?? null)).not.toContain("differs");
  });

  test("are found in turn where the summary is forbidden: every day is read again whole", async () => {
    const bench = await reconcileBench();
    bench.api.spoilSummary = () => {
      throw new NeoError("forbidden", "only admins");
    };
    const row = bench.api.truth.get("r150");
    if (!row) throw new Error("no such row");
    bench.api.put({ ...row, status: "failed", neoCredits: 5 });
    await liveOn(bench, 6 * HOUR + 15 * MINUTE);
    expect(bench.ledger.row("acme", "r150")?.status).toBe("failed");
    expect(await bench.ledger.proofs("acme")).toMatchObject({
      summary: "forbidden",
      summaryDetail: "only admins",
    });
    expect(bench.conditions.list()).toEqual([]);
    expect(bench.telemetry.gauged("account_blocked")).toBe(0);
  });
});

describe("sums that differ", () => {
  const lowered = (bench: ReconcileBench) => {
    bench.api.spoilSummary = (summary) => ({
      ...summary,
      days: summary.days.map((one) => ({ ...one, neoCredits: one.neoCredits - 5 })),
      members: new Map([...(summary.members ?? [])].map(([name, credits]) => [name, credits - 5])),
    });
  };

  test("although the day was read again whole are drift: told with day, member and both numbers", async () => {
    const bench = await reconcileBench();
    lowered(bench);
    await liveOn(bench, HOUR + 30 * MINUTE);
    const [drift] = bench.conditions.list();
    expect(drift).toMatchObject({ kind: "ledger-drift", subject: "acme" });
    expect(drift?.advice).toMatch(
      /2026-02-2\d: lead@acme.io: Neo's summary says [\d.]+ credits, the ledger \d+ credits/,
    );
    expect(drift?.advice).toContain("neo-budgetd collect --account acme --from 2026-02-2");
    const { days } = await bench.ledger.proofs("acme");
    expect(days.filter(({ audit }) => audit?.outcome === "drift")).not.toHaveLength(0);
  });

  test("are no drift where they pass within ten minutes: a summary may lag behind", async () => {
    const bench = await reconcileBench();
    lowered(bench);
    bench.clock.advance(HOUR);
    await bench.reconcile();
    expect(bench.telemetry.counted("audits_total", { outcome: "differs" })).toBeGreaterThan(0);
    bench.api.spoilSummary = (summary) => summary;
    await liveOn(bench, HOUR);
    expect(bench.telemetry.counted("audits_total", { outcome: "drift" })).toBe(0);
    expect(bench.conditions.calls).not.toContain("raise ledger-drift/acme");
  });

  test("are over as soon as they agree again", async () => {
    const bench = await reconcileBench();
    lowered(bench);
    await liveOn(bench, 2 * HOUR);
    expect(bench.conditions.list()).toHaveLength(1);
    bench.api.spoilSummary = (summary) => summary;
    await liveOn(bench, HOUR + 5 * MINUTE);
    expect(bench.conditions.list()).toEqual([]);
  });

  test("only in who spent it are narrowed down to their day, and stay found while the days' own sums agree", async () => {
    const bench = await reconcileBench();
    const row = bench.api.truth.get("r150");
    if (!row) throw new Error("no such row");
    // The rows never tell of it, so that only the summary does.
    bench.api.spoilSummary = (summary) => {
      const members = new Map(summary.members);
      const isItsDay = summary.days.some(
        ({ day }) => row.createdAt >= day && row.createdAt < day + DAY,
      );
      if (!isItsDay) return summary;
      members.set("lead@acme.io", (members.get("lead@acme.io") ?? 0) - 7);
      members.set("other@acme.io", 7);
      return { ...summary, members };
    };
    await liveOn(bench, 4 * HOUR);
    const { days } = await bench.ledger.proofs("acme");
    const drifting = days.filter(({ audit }) => audit?.outcome === "drift");
    expect(
      drifting.map(({ day }) => row.createdAt - day >= 0 && row.createdAt - day < DAY),
    ).toEqual([true]);
    expect(drifting[0]?.audit?.difference).toContain(
      "other@acme.io: Neo's summary says 0.000000007 credits",
    );
    expect(bench.conditions.list()).toHaveLength(1);
  });

  test("because the summary rounds are named, and no drift", async () => {
    const bench = await reconcileBench(300);
    for (const [id, row] of bench.api.truth)
      bench.api.truth.set(id, { ...row, neoCredits: 123_456_789 });
    await liveOn(bench, 13 * HOUR);
    const cent = (nano: number) => Math.round(nano / 10_000_000) * 10_000_000;
    bench.api.spoilSummary = (summary) => ({
      ...summary,
      decimals: 2,
      days: summary.days.map((one) => ({ ...one, neoCredits: cent(one.neoCredits) })),
      members: new Map(
        [...(summary.members ?? [])].map(([name, credits]) => [name, cent(credits)]),
      ),
    });
    await liveOn(bench, 2 * HOUR);
    expect(await bench.ledger.proofs("acme")).toMatchObject({
      summary: "rounds",
      summaryDetail: "its amounts are rounded to 2 decimals",
    });
    expect(bench.conditions.list()).toEqual([]);
    expect(bench.telemetry.counted("audits_total", { outcome: "drift" })).toBe(0);
  });
});

describe("a summary that cannot be used", () => {
  test.each([
    ["forbidden", "forbidden"],
    ["rejected", "forbidden"],
    ["malformed", "unknown_shape"],
    ["unavailable", "failing"],
    ["timeout", "failing"],
  ] as const)("because it is %s is %s, and stops nothing else", async (failure, state) => {
    const bench = await reconcileBench();
    bench.api.spoilSummary = () => {
      throw new NeoError(failure, "no summary");
    };
    const results = await liveOn(bench, 2 * HOUR);
    expect(results.every(({ reason }) => reason === "complete" || reason === "idle")).toBe(true);
    expect(await bench.ledger.proofs("acme")).toMatchObject({ summary: state });
    expect(bench.conditions.list()).toEqual([]);
    const warnings = bench.log.lines.filter(({ level }) => level === "warn");
    expect(warnings).toHaveLength(1);
  });

  test("because the key is refused pauses the account, as every refusal does", async () => {
    const bench = await reconcileBench();
    bench.api.spoilSummary = () => {
      throw new NeoError("unauthorized", "no key");
    };
    bench.clock.advance(HOUR);
    expect(await bench.reconcile()).toMatchObject({ reason: "paused" });
  });
});
