import fc from "fast-check";
import { expect, test } from "vitest";
import { alertId } from "../../../src/core/alerts/index.ts";
import type { OutboxDraft } from "../../../src/core/ports/index.ts";
import { evaluation, row } from "../../support/evaluation.ts";
import { budget, finding, stream } from "../../support/findings.ts";
import { belief, toldTwiceEarly } from "../../support/reader.ts";
import { HOUR, MINUTE, route, SECOND } from "../../support/routes.ts";

const STEPS = [50, 80, 100];
const MEMBERS = ["ann", "bob"];
const REPEAT = 4 * HOUR;
const ROUTE = route({
  repeatIntervalMs: REPEAT,
  routes: [{ match: { severity: "critical" }, receiver: "finance", continue: true }, {}],
});
const RECEIVERS = new Map(
  ["channel", "finance"].map((name) => [name, [{ id: `${name}/x/0`, sendResolved: true }]]),
);

type Op =
  | { op: "spend"; member: string; credits: number }
  | { op: "rate"; member: string; breached: boolean }
  | { op: "block" | "month" | "restart" | "reload" | "fault" | "nothing" }
  | { op: "wait"; ms: number };

const member = fc.constantFrom(...MEMBERS);
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant("spend" as const),
      member,
      credits: fc.integer({ min: 0, max: 60 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ op: fc.constant("rate" as const), member, breached: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      op: fc.constant("wait" as const),
      ms: fc.constantFrom(SECOND, 20 * SECOND, MINUTE, 5 * MINUTE, HOUR, REPEAT),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constantFrom(
        "block" as const,
        "month" as const,
        "restart" as const,
        "reload" as const,
        "fault" as const,
        "nothing" as const,
      ),
    }),
  },
);

const before = fc.record({ ann: fc.integer({ min: 0, max: 60 }), bob: fc.constant(0) });

/** Plays the operations with a run after each, then lets all that waits be told. */
async function play(before: Readonly<Record<string, number>>, ops: readonly Op[]) {
  const parts = evaluation({ route: ROUTE, receivers: RECEIVERS });
  const { clock, engines, store, settings } = parts;
  const spent = new Map<string, number>();
  let evaluator = parts.start();
  let month = 0;
  let blocked = 0;

  const setBudgets = (name: string, credits: number, ended = false) => {
    spent.set(name, credits);
    for (const step of STEPS) {
      const found = budget(step, credits, { group: { member: name }, key: `month ${month}` });
      engines.set(ended ? { ...found, breached: false, cleared: false, ended } : found);
    }
  };
  const setRate = (name: string, breached: boolean) =>
    engines.set(finding({ group: { member: name }, breached, cleared: !breached }));
  const endMonth = () => {
    for (const name of MEMBERS) setBudgets(name, spent.get(name) ?? 0, true);
    month += 1;
    for (const name of MEMBERS) setBudgets(name, 0);
  };
  const block = async () => {
    blocked += 1;
    await parts.write("acme", [row(`s${blocked}`, { status: "blocked" })]);
  };
  const apply = async (one: Op): Promise<void> => {
    switch (one.op) {
      case "spend":
        return setBudgets(one.member, one.credits);
      case "rate":
        return setRate(one.member, one.breached);
      case "wait":
        return clock.advance(one.ms);
      case "block":
        return block();
      case "month":
        return endMonth();
      case "restart":
        evaluator = parts.start();
        return;
      case "reload":
        return evaluator.reload({ ...settings });
      case "fault":
        return store.failNext(new Error("away"));
      case "nothing":
    }
  };

  for (const [name, credits] of Object.entries(before)) setBudgets(name, credits);
  await parts.write("acme", [], true);
  await evaluator.run();
  for (const one of ops) {
    await apply(one);
    await evaluator.run().catch(() => undefined);
    clock.advance(SECOND);
  }
  await settle();
  return { store, blocked };

  /** Runs at each moment something is due, as the jobs do, until only repeats wait. */
  async function settle(): Promise<void> {
    const end = clock.now() + HOUR;
    for (;;) {
      const { nextDueAt } = await evaluator.run().catch(() => evaluator.run());
      if (nextDueAt === null || nextDueAt > end) return;
      clock.set(Math.max(clock.now() + 1, nextDueAt));
    }
  }
}

const of = (outbox: readonly OutboxDraft[], receiver: string) =>
  outbox.map(({ message }) => message).filter((message) => message.receiver === receiver);

test("no breach is told twice within repeat_interval, and every receiver ends up knowing what fires", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(before, fc.array(op, { maxLength: 40 }), async (spent, ops) => {
      const { store, blocked } = await play(spent, ops);
      const { alerts } = await store.load();
      for (const receiver of RECEIVERS.keys()) {
        const messages = of(store.outbox, receiver);
        expect(toldTwiceEarly(messages, REPEAT)).toEqual([]);
        const fires = alerts.filter(
          (alert) =>
            alert.status === "firing" &&
            !alert.covered &&
            (receiver === "channel" || alert.severity === "critical"),
        );
        expect(belief(messages)).toEqual(fires.map(({ id }) => id).sort());
      }
      const runs = of(store.outbox, "channel").flatMap(({ firing }) =>
        firing.flatMap(({ id, kind }) => (kind === "stream" ? [id] : [])),
      );
      const expected = Array.from({ length: blocked }, (_, n) => alertId(stream(`s${n + 1}`).ref));
      expect(runs.sort()).toEqual(expected.sort());
      const keys = store.saves.flatMap(({ outbox }) => outbox.map(({ key }) => key));
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 100 },
  );
});
