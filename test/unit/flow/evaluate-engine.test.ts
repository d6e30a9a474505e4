import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/index.ts";
import type { Rule, WindowSpec } from "../../../src/core/rules/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { evaluation, row, rule } from "../../support/evaluation.ts";
import { HOUR, MINUTE, route, SECOND } from "../../support/routes.ts";

const CREDIT = 1_000_000_000;
const DAY: WindowSpec = {
  kind: "calendar",
  unit: "day",
  timezone: "UTC",
  weekStarts: "monday",
  startsOn: 1,
};
const base = rule("base");
const RULES: readonly Rule[] = [
  {
    ...base,
    name: "member-day",
    kind: "budget",
    time: "created_at",
    metric: { name: "neo_credits" },
    limit: 50 * CREDIT,
    window: DAY,
    steps: [
      { ppm: 500_000, label: "50%", severity: "info" },
      { ppm: 800_000, label: "80%", severity: "warning" },
      { ppm: 1_000_000, label: "100%", severity: "critical" },
    ],
    forecast: [],
    forecastMaxErrorPpm: 300_000,
    overrides: [],
  },
  { ...rule("error-rate", { forMs: MINUTE }), minStreams: 3 } as Rule,
  { ...base, name: "blocked", kind: "stream", status: ["blocked"], severity: "warning" },
];
const SETTINGS = { rules: RULES, route: route({ groupWaitMs: 0 }) };

function world() {
  const parts = evaluation(SETTINGS, createEngine);
  let count = 0;
  const spend = (credits: number, fields: Partial<Stream> = {}) => {
    count += 1;
    const neoCredits = Math.round(credits * CREDIT);
    const stream = row(`s${count}`, {
      createdAt: parts.clock.now() - SECOND,
      neoCredits,
      ...fields,
    });
    return parts.write("acme", [stream]);
  };
  return { ...parts, spend, titles: () => parts.store.outbox.map(({ message }) => message.title) };
}

describe("with the real engine", () => {
  test("a stream that comes too late for any window is told all the same", async () => {
    const { clock, start, write, spend, titles } = world();
    await write("acme", [], true);
    const evaluator = start();
    await evaluator.run();
    clock.advance(2 * HOUR);
    await spend(1, { status: "blocked", createdAt: clock.now() - 20 * 24 * HOUR });
    await evaluator.run();
    expect(titles()).toHaveLength(1);
  });

  test("a day of one member: digest, step up, end of day, a clean next day", async () => {
    const { clock, start, write, spend, titles, store } = world();
    await spend(30);
    await write("acme", [], true);
    const evaluator = start();
    await evaluator.run();
    clock.advance(6 * MINUTE);
    await spend(22.5);
    await evaluator.run();
    clock.set(Date.UTC(2026, 2, 3, 0, 0));
    await evaluator.run();
    clock.advance(MINUTE);
    await spend(26);
    await evaluator.run();
    await evaluator.run({ flush: "all" });
    expect(titles()).toEqual([
      "Already over as watching begins: x@y spent 30.00 of 50 credits (60 %) today",
      "x@y spent 52.50 of 50 credits (105 %) today",
      "Resolved: x@y spent 52.50 of 50 credits (105 %) in the day that ended",
      "x@y spent 26.00 of 50 credits (52 %) today",
    ]);
    expect(store.transitions.map(({ reason }) => reason)).toEqual([
      "baseline",
      "covered",
      "step_up",
      "window_ended",
      "window_ended",
      "window_ended",
      "first",
    ]);
  });

  test("a retracted row takes a step back, and the contributors name what spends", async () => {
    const { clock, start, write, spend, store, ledger } = world();
    await write("acme", [], true);
    const evaluator = start();
    await evaluator.run();
    await spend(45, { taskTitle: "nightly recon" });
    await spend(6);
    await evaluator.run();
    const [told] = store.outbox.map(({ message }) => message.firing[0]);
    expect(told?.contributors?.tasks).toMatchObject([{ title: "nightly recon", streams: 2 }]);
    clock.advance(6 * MINUTE);
    const seen = new Set(["s1"]);
    const close = { from: 0, to: clock.now(), seen };
    await ledger.writePage({ account: "acme", streams: [], seenAt: clock.now(), close });
    await evaluator.run();
    expect(store.outbox.at(-1)?.message).toMatchObject({
      notice: "some_resolved",
      title: "x@y spent 45.00 of 50 credits (90 %) today (1 resolved)",
      resolved: [{ reason: "restated" }],
    });
  });

  test("a blocked run is told at once by its title", async () => {
    const { start, write, spend, titles } = world();
    await write("acme", [], true);
    const evaluator = start();
    await evaluator.run();
    await spend(0, { status: "blocked", taskTitle: "nightly recon", errorMessage: "quota" });
    await evaluator.run();
    expect(titles()).toEqual(["Run 'nightly recon' of x@y was blocked: quota"]);
  });
});

type Event = { wait: number; credits: number; status: string; member: string; rewrite: boolean };

const event: fc.Arbitrary<Event> = fc.record({
  wait: fc.constantFrom(SECOND, MINUTE, 10 * MINUTE, HOUR, 7 * HOUR),
  credits: fc.integer({ min: 0, max: 30 }),
  status: fc.constantFrom("completed", "error", "failed", "blocked"),
  member: fc.constantFrom("ann", "bob"),
  rewrite: fc.boolean(),
});

async function told(events: readonly Event[], restarts: boolean) {
  const { clock, start, write, store } = world();
  let evaluator = start();
  for (const [index, { wait, credits, status, member, rewrite }] of events.entries()) {
    clock.advance(wait);
    const id = rewrite ? "s0" : `s${index}`;
    const createdAt = clock.now() - SECOND;
    const stream = row(id, { status, member, createdAt, neoCredits: credits * CREDIT });
    await write("acme", [stream], index === 3);
    if (restarts) evaluator = start();
    await evaluator.run();
  }
  // The moment of the last breach is stored to the minute only: see isWorthSaving.
  const outbox = JSON.stringify(store.outbox, (key, value) =>
    key === "lastBreachedAt" ? 0 : value,
  );
  return { transitions: store.transitions, outbox: JSON.parse(outbox) };
}

test("a daemon that restarts before every evaluation tells exactly what one that runs on tells", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 25 }), async (events) => {
      expect(await told(events, true)).toEqual(await told(events, false));
    }),
    { numRuns: 60 },
  );
});
