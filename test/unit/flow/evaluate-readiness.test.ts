import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/index.ts";
import { NANO_PER_CREDIT } from "../../../src/core/money.ts";
import type { SweepClose } from "../../../src/core/ports/index.ts";
import type { Rule } from "../../../src/core/rules/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { evaluation, row, rule } from "../../support/evaluation.ts";
import { route } from "../../support/routes.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 20, 12);
const base = { ...rule("base"), by: ["account"], time: "created_at" } as const;
const calendar = (unit: "day" | "month") =>
  ({ kind: "calendar", unit, timezone: "UTC", weekStarts: "monday", startsOn: 1 }) as const;
const budget = (name: string, unit: "day" | "month"): Rule => ({
  ...base,
  ...{ kind: "budget", name, metric: { name: "neo_credits" }, limit: 10 * NANO_PER_CREDIT },
  ...{ window: calendar(unit), steps: [{ ppm: 1_000_000, label: "100%", severity: "critical" }] },
  ...{ forecast: [], forecastMaxErrorPpm: 0, overrides: [] },
});
const FAILED: Rule = {
  ...base,
  name: "failed",
  kind: "stream",
  status: ["failed"],
  severity: "info",
};
const DAILY = budget("daily", "day");
const MONTHLY = budget("monthly", "month");

/** A daemon whose account is read bit by bit; each reading is evaluated and tells what it led to. */
function beginning(rules: readonly Rule[]) {
  const parts = evaluation({ rules, route: route({ groupWaitMs: 0 }) }, createEngine);
  const { clock, ledger, store } = parts;
  clock.advance(NOW - clock.now());
  let evaluator = parts.start();
  const reads = async (streams: readonly Stream[], close: Partial<SweepClose>) => {
    await ledger.writePage({
      ...{ account: "acme", streams, seenAt: clock.now() },
      close: { from: 0, to: 0, seen: new Set(), ...close },
    });
    const [messages, moved] = [store.outbox.length, store.transitions.length];
    await evaluator.run();
    clock.advance(1_000);
    return {
      told: store.outbox.slice(messages).map(({ message }) => message.notice),
      moves: store.transitions
        .slice(moved)
        .map(({ alertId, to, reason }) => `${JSON.parse(alertId)[1]} ${to}: ${reason}`),
    };
  };
  const restart = () => {
    evaluator = parts.start();
  };
  return { ...parts, reads, restart };
}

const spent = (id: string, daysAgo: number, over: Partial<Stream> = {}) =>
  row(id, { createdAt: NOW - daysAgo * DAY - HOUR, neoCredits: 6 * NANO_PER_CREDIT, ...over });
const first = { watermark: NOW, readFrom: NOW - 12 * HOUR, followedFrom: NOW };

describe("while an account's history is read, newest first", () => {
  test("each rule is evaluated once its window is read, and tells what is over then in a digest", async () => {
    const { reads } = beginning([DAILY, MONTHLY]);
    const today = [spent("a", 0), spent("b", 0)];
    expect(await reads(today, first)).toEqual({
      told: ["digest"],
      moves: ["daily firing: baseline"],
    });
    const half = await reads([spent("c", 5)], { readFrom: NOW - 15 * DAY });
    expect(half).toEqual({ told: [], moves: [] });
    const month = await reads([spent("d", 19)], { readFrom: NOW - 19.5 * DAY });
    expect(month).toEqual({ told: ["digest"], moves: ["monthly firing: baseline"] });
    expect(await reads([], { readFrom: NOW - 35 * DAY, ready: true })).toEqual({
      told: [],
      moves: [],
    });
  });

  test("a rule whose window reaches further back than the history is evaluated when that is read", async () => {
    const { reads } = beginning([MONTHLY]);
    await reads([spent("a", 0), spent("b", 1)], first);
    const ready = await reads([], { readFrom: NOW - 2 * DAY, ready: true });
    expect(ready.moves).toEqual(["monthly firing: baseline"]);
  });

  test("a rule that is evaluated already tells what happens meanwhile as ever", async () => {
    const { reads, clock } = beginning([DAILY, MONTHLY]);
    expect((await reads([spent("a", 0)], first)).moves).toEqual([]);
    const now = clock.now();
    const more = await reads([spent("b", 0, { createdAt: now - 1, executionMs: 0 })], {
      watermark: now,
    });
    expect(more).toEqual({ told: ["first"], moves: ["daily firing: first"] });
  });

  test("streams of history are no news, new ones and those that ran on are, and each is told once", async () => {
    const { reads, clock, restart } = beginning([FAILED]);
    const failed = (id: string, createdAt: number, executionMs = 0) =>
      row(id, { status: "failed", createdAt, executionMs });
    expect(await reads([failed("today", NOW - HOUR)], first)).toMatchObject({ moves: [] });
    expect(await reads([failed("before", NOW - DAY)], { readFrom: NOW - 2 * DAY })).toMatchObject({
      moves: [],
    });
    restart();
    expect(
      await reads([failed("older", NOW - 3 * DAY)], { readFrom: NOW - 4 * DAY }),
    ).toMatchObject({ moves: [] });
    const now = clock.now();
    const news = [failed("new", now - 500), failed("ran on", NOW - 10 * HOUR, 10 * HOUR + 500)];
    expect(
      (await reads(news, { watermark: now })).moves.filter((move) => move.includes("firing")),
    ).toHaveLength(2);
    // One of history that is changed when all is read was still never news.
    const changed = await reads([{ ...failed("older", NOW - 3 * DAY), neoCredits: 5 }], {
      ready: true,
    });
    expect(changed.moves).toEqual([]);
  });

  test("a day that is over is told of late rows, if the day is read, though the history before it is not", async () => {
    const { reads, clock } = beginning([DAILY]);
    await reads([spent("a", 0)], first);
    const late = { ...spent("b", 0), executionMs: 3 * HOUR };
    clock.advance(DAY);
    expect(await reads([late], { watermark: clock.now() })).toEqual({
      told: ["first"],
      moves: ["daily firing: closed_period", "daily resolved: told"],
    });
  });

  test("a day that is over and not read from its beginning is told of no late rows", async () => {
    const { reads, clock } = beginning([DAILY]);
    await reads([spent("a", 0)], { ...first, readFrom: NOW - 2 * HOUR });
    clock.advance(DAY);
    await reads([], { watermark: clock.now() });
    const late = { ...spent("b", 0), executionMs: 3 * HOUR };
    expect(await reads([late], {})).toEqual({ told: [], moves: [] });
  });

  test("nothing is evaluated before anything is read", async () => {
    const { reads, store } = beginning([DAILY, FAILED]);
    expect(await reads([spent("a", 0), spent("b", 0)], {})).toEqual({ told: [], moves: [] });
    expect(await store.load()).toMatchObject({ baselined: [] });
  });

  test("a restart in the middle tells nothing twice", async () => {
    const { reads, restart } = beginning([DAILY, MONTHLY]);
    await reads([spent("a", 0), spent("b", 0)], first);
    restart();
    expect(await reads([], { readFrom: NOW - 10 * DAY })).toEqual({ told: [], moves: [] });
    restart();
    expect((await reads([], { readFrom: NOW - 30 * DAY })).moves).toEqual([
      "monthly firing: baseline",
    ]);
    restart();
    expect(await reads([], { ready: true })).toEqual({ told: [], moves: [] });
  });
});
