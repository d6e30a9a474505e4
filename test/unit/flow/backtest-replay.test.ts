import { describe, expect, it } from "vitest";
import { createEngine } from "../../../src/core/engine/index.ts";
import type { Rule } from "../../../src/core/rules/index.ts";
import type { LedgerRow, Stream } from "../../../src/core/stream.ts";
import {
  arrivalsOf,
  createReplay,
  gridOf,
  heldRows,
  type ReplayTick,
} from "../../../src/flow/index.ts";
import { evaluation, row, rule } from "../../support/evaluation.ts";
import { route } from "../../support/routes.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const STEP = 300_000;
const FROM = Date.UTC(2026, 2, 1);
const STATUSES = ["completed", "error", "failed", "completed", "completed"];

const base = { by: ["member"], time: "created_at" } as const;
const step = (percent: number) =>
  ({ ppm: percent * 10_000, label: `${percent}%`, severity: "warning" }) as const;

function budget(name: string, window: unknown, limit: number): Rule {
  const {
    metric: _m,
    window: _w,
    direction: _d,
    bound: _b,
    minStreams: _s,
    ...common
  } = rule(name) as never as Record<string, unknown>;
  return {
    ...common,
    ...base,
    ...{ name, kind: "budget", metric: { name: "neo_credits" }, window, limit: limit * CREDIT },
    ...{ steps: [step(50), step(100)], forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
  } as never;
}

const day = { kind: "calendar", unit: "day", timezone: "UTC", weekStarts: "monday", startsOn: 1 };
const RULES: readonly Rule[] = [
  budget("day", day, 6),
  budget("rolling", { kind: "rolling", ms: 3 * HOUR }, 3),
  { ...rule("error-rate", { forMs: 600_000 }), minStreams: 2 } as Rule,
  { ...rule("held"), keepFiringForMs: 900_000, minStreams: 1 } as Rule,
  {
    ...rule("failed"),
    ...{ kind: "stream", status: ["failed"] },
  } as never,
];

/** rows is a day and a half of three members, the same for the same seed, and what a fourth ran the evening before and over midnight. */
function rows(seed: number): LedgerRow[] {
  let state = seed;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const runs = Array.from(
    { length: 150 },
    (): Partial<Stream> => ({
      createdAt: FROM + Math.floor(random() * 36 * HOUR),
      executionMs: Math.floor(random() * HOUR),
      member: `m${Math.floor(random() * 3)}@acme.io`,
      neoCredits: Math.floor(random() * CREDIT),
      status: STATUSES[Math.floor(random() * STATUSES.length)] ?? "completed",
    }),
  );
  const nights = [-2, 23.5].map((hour) => ({
    ...{ createdAt: FROM + hour * HOUR, executionMs: HOUR },
    ...{ member: "night@acme.io", neoCredits: 20 * CREDIT },
  }));
  return [...runs, ...nights].map((run, index) => {
    const stream = row(`s${index}`, run);
    const finishedAt = stream.createdAt + (stream.executionMs ?? 0);
    return { ...stream, rowNo: index + 1, firstSeenAt: finishedAt, finishedAt, retracted: false };
  });
}

const ends = (of: readonly LedgerRow[]) => {
  const times = of.map(({ finishedAt }) => finishedAt);
  return { first: Math.min(...times), last: Math.max(...times) };
};

const messageKey = (message: { receiver: string; notice: string; key: string }) =>
  `${message.receiver} ${message.notice} ${message.key}`;

const tree = route({
  receiver: "channel",
  groupBy: ["rule"],
  groupWaitMs: STEP,
  groupIntervalMs: 300_000,
  repeatIntervalMs: 4 * HOUR,
});

describe("a replay", () => {
  it.each([1, 2, 3])(
    "makes the daemon's transitions and messages of the same rows at the same ticks (seed %i)",
    async (seed) => {
      const past = rows(seed);
      const grid = gridOf(ends(past), STEP);
      const arrivals = arrivalsOf(heldRows(past), grid);
      const parts = evaluation({ rules: RULES, route: tree }, createEngine);
      const replay = createReplay({ settings: parts.settings, createEngine, stopwatch: () => 0 });

      parts.clock.set(grid.first - STEP);
      await parts.write("acme", [], true);
      const evaluator = parts.start();
      await evaluator.run();

      const ticks: ReplayTick[] = [];
      const lived: unknown[] = [];
      const replayed: unknown[] = [];
      for (let at = grid.first, tick = 0; at <= grid.last; at += STEP, tick++) {
        const known = arrivals.at(tick);
        parts.clock.set(at);
        await parts.write("acme", known);
        const live = await evaluator.run();
        const played = replay.step(at, known);
        ticks.push(played);
        lived.push(...live.transitions, ...live.messages.map(messageKey));
        replayed.push(
          ...played.happened.map(({ transition }) => transition),
          ...played.told.map(({ draft }) => messageKey(draft)),
        );
      }

      expect(replayed).toEqual(lived);
      const reasons = new Set(
        ticks.flatMap(({ happened }) => happened.map(({ transition }) => transition.reason)),
      );
      const closed = ticks.flatMap(({ told }) =>
        told.filter(({ draft }) => draft.firing.some((alert) => alert.closed)),
      );
      expect(closed).toHaveLength(1);
      for (const reason of ["first", "step_up", "pending", "resolved", "window_ended", "told"]) {
        expect(reasons).toContain(reason);
      }
    },
    // Hundreds of evaluations: seconds on a busy machine.
    30_000,
  );
});

describe("a group of a replay", () => {
  it("speaks when its wait is over, although that is between two ticks and its alert is over by the next", () => {
    const parts = evaluation({
      rules: [RULES[2] as Rule].map((one) => ({ ...one, forMs: 0 })) as never,
    });
    const replay = createReplay({ settings: parts.settings, createEngine, stopwatch: () => 0 });
    const failed = (index: number, finishedAt: number): LedgerRow => ({
      ...row(`s${index}`, { status: "failed", createdAt: finishedAt, executionMs: 0 }),
      ...{ rowNo: index, firstSeenAt: finishedAt, finishedAt, retracted: false },
    });
    const first = replay.step(FROM, [
      failed(1, FROM - HOUR + 1_000),
      failed(2, FROM - HOUR + 1_000),
    ]);
    const second = replay.step(FROM + STEP, []);
    expect(first.told).toEqual([]);
    expect(second.told.map(({ at, draft }) => [at - FROM, draft.notice])).toEqual([
      [30_000, "first"],
    ]);
    expect(second.happened.map(({ transition }) => transition.to)).toEqual(["resolved"]);
    expect(replay.rest(FROM + STEP + 30_000).told.map(({ draft }) => draft.notice)).toEqual([]);
    expect(replay.rest(FROM + 2 * STEP).told.map(({ draft }) => draft.notice)).toEqual([
      "resolved",
    ]);
  });
});
