import { describe, expect, test, vi } from "vitest";
import { createEngine } from "../../../src/core/engine/index.ts";
import { type Message, sentence } from "../../../src/core/message/index.ts";
import type { Rule, WindowSpec } from "../../../src/core/rules/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import type { EvaluateSettings } from "../../../src/flow/index.ts";
import { evaluation, row, rule } from "../../support/evaluation.ts";
import { HOUR, MINUTE, route } from "../../support/routes.ts";

const CREDIT = 1_000_000_000;
const MONTH: WindowSpec = {
  ...{ kind: "calendar", unit: "month", timezone: "UTC", weekStarts: "monday", startsOn: 1 },
};
const BUDGET: Rule = {
  ...rule("member-month"),
  ...{ kind: "budget", time: "created_at", metric: { name: "neo_credits" }, window: MONTH },
  ...{ limit: 50 * CREDIT, forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
  steps: [
    { ppm: 800_000, label: "80%", severity: "warning" },
    { ppm: 1_000_000, label: "100%", severity: "critical" },
  ],
};

async function world(fields: Partial<EvaluateSettings> = {}) {
  const settings = { rules: [BUDGET], route: route({ groupWaitMs: 0 }), ...fields };
  const parts = evaluation(settings, createEngine);
  const reads = vi.spyOn(parts.ledger, "rows");
  await parts.write("acme", [], true);
  const evaluator = parts.start();
  await evaluator.run();
  const spend = (id: string, credits: number, part: Partial<Stream> = {}): Stream =>
    row(id, { neoCredits: Math.round(credits * CREDIT), ...part });
  const later = async (ms: number, ...streams: readonly Stream[]): Promise<readonly Message[]> => {
    parts.clock.advance(ms);
    await parts.write(
      "acme",
      streams.map((stream) => ({ ...stream, createdAt: parts.clock.now() })),
    );
    return (await evaluator.run()).messages;
  };
  return { ...parts, reads, spend, later };
}

const causesOf = (message: Message | undefined) => message?.firing[0]?.causes;

describe("what made a message", () => {
  test("is all of the window the first time, then what came since, and in between nothing", async () => {
    const { spend, later } = await world();
    const scan = {
      taskId: "recon",
      taskTitle: "nightly recon",
      tools: { nmap: { calls: 1, durationMs: 1 } },
    };
    const [first] = await later(MINUTE, spend("a", 30), spend("b", 15, scan));
    expect(causesOf(first)?.change).toEqual({
      since: null,
      value: 45 * CREDIT,
      unit: "nano",
      streams: 2,
    });
    expect(causesOf(first)?.tools).toMatchObject([{ id: "nmap", value: 15 * CREDIT }]);

    const [again] = await later(5 * HOUR);
    expect(again?.notice).toBe("repeat");
    expect(causesOf(again)?.change).toMatchObject({ since: first?.at, value: 0, streams: 0 });
    expect(again?.firing[0]?.contributors?.tasks).toHaveLength(2);

    const [step] = await later(HOUR, spend("c", 7, scan));
    expect(step?.notice).toBe("step_up");
    expect(causesOf(step)?.change).toMatchObject({
      since: again?.at,
      value: 7 * CREDIT,
      streams: 1,
    });
    expect(step?.firing.map((alert) => sentence(alert, step))).toEqual([
      "x@y spent 52.00 of 50 credits (104 %) this month, 7.00 more since 17:01 in task 'nightly recon'.",
    ]);
  });

  test("is each receiver's own: what came since it was told itself", async () => {
    const lanes = (name: string) => [{ id: `${name}/console/0`, sendResolved: true }];
    const { spend, later } = await world({
      receivers: new Map([
        ["quick", lanes("quick")],
        ["slow", lanes("slow")],
      ]),
      route: route({
        ...{ groupWaitMs: 0, receiver: "quick" },
        routes: [
          route({
            receiver: "quick",
            groupWaitMs: 0,
            repeatIntervalMs: HOUR,
            continue: true,
          }),
          route({ receiver: "slow", groupWaitMs: 0, repeatIntervalMs: 2 * HOUR }),
        ],
      }),
    });
    await later(MINUTE, spend("a", 45));
    expect(await later(HOUR, spend("b", 1))).toHaveLength(1);
    const told = await later(HOUR, spend("c", 2));
    expect(told.map(({ receiver, firing }) => [receiver, firing[0]?.causes?.change.value])).toEqual(
      [
        ["quick", 2 * CREDIT],
        ["slow", 3 * CREDIT],
      ],
    );
  });

  test("is read from the ledger in one look, for the alerts that are told in detail", async () => {
    const { spend, later, reads, ledger } = await world();
    const runs = Array.from({ length: 8 }, (_, i) => spend(`s${i}`, 60 - i, { member: `m${i}@y` }));
    const [first] = await later(MINUTE, ...runs);
    expect(first?.firing.map(({ causes }) => causes !== undefined)).toEqual([
      ...[true, true, true, true, true],
      ...[false, false, false],
    ]);
    const numbers = runs.slice(0, 5).map(({ id }) => ledger.row("acme", id)?.rowNo);
    expect(reads.mock.calls).toEqual([[numbers]]);
  });

  test("has the chart of the leading alert with it, and where several are over none", async () => {
    const { spend, later, clock } = await world();
    const [first] = await later(
      MINUTE,
      spend("a", 45, { member: "m1@y" }),
      spend("b", 46, { member: "m2@y" }),
    );
    expect(first?.chart).toMatchObject({ kind: "budget", who: "m2@y", at: first?.at });
    const [over] = await later(Date.UTC(2026, 3, 1, 1) - clock.now());
    expect([over?.notice, over?.resolved.length, over?.chart]).toEqual(["resolved", 2, undefined]);
  });
});
