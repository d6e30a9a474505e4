import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/index.ts";
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

/** A world in which 45 credits of one run were told. */
async function told(fields: Partial<EvaluateSettings> = {}) {
  const settings = { rules: [BUDGET], route: route({ groupWaitMs: 0 }), ...fields };
  const parts = evaluation(settings, createEngine);
  await parts.write("acme", [], true);
  let evaluator = parts.start();
  await evaluator.run();
  const scan = (credits: number, id = "scan"): Stream =>
    row(id, { createdAt: parts.clock.now() - MINUTE, neoCredits: Math.round(credits * CREDIT) });
  const first = scan(45);
  parts.clock.advance(1_000);
  await parts.write("acme", [first]);
  await evaluator.run();
  const later = async (ms: number) => {
    parts.clock.advance(ms);
    return (await evaluator.run()).messages.map(({ notice, title }) => `${notice}: ${title}`);
  };
  expect(parts.store.outbox).toHaveLength(1);
  return {
    ...parts,
    scan,
    later,
    recost: (credits: number) =>
      parts.write("acme", [{ ...first, neoCredits: Math.round(credits * CREDIT) }]),
    restart: () => {
      evaluator = parts.start();
    },
  };
}

const CORRECTED = "amended: Corrected: x@y spent 48.00 of 50 credits (96 %) this month (was 45.00)";

describe("a row that is re-costed after a message told it", () => {
  test("corrects the message once", async () => {
    const { later, recost } = await told();
    await recost(48);
    expect(await later(HOUR)).toEqual([CORRECTED]);
    expect(await later(HOUR)).toEqual([]);
  });

  test("is remembered over a restart while the message waits for its interval", async () => {
    const { later, recost, restart } = await told();
    await recost(48);
    expect(await later(MINUTE)).toEqual([]);
    restart();
    expect(await later(5 * MINUTE)).toEqual([CORRECTED]);
  });

  test("corrects it although the daemon was down meanwhile", async () => {
    const { later, recost, restart } = await told();
    restart();
    await recost(48);
    expect(await later(HOUR)).toEqual([CORRECTED]);
  });

  test("counts once although two processes evaluate in turn", async () => {
    const { later, recost, start, clock } = await told();
    await recost(48);
    clock.advance(HOUR);
    const other = start();
    expect((await other.run()).messages).toHaveLength(1);
    expect(await later(HOUR)).toEqual([]);
  });

  test("over a higher step says so, and corrects nothing beside that", async () => {
    const { later, recost } = await told();
    await recost(55);
    expect(await later(HOUR)).toEqual([
      "step_up: x@y spent 55.00 of 50 credits (110 %) this month",
    ]);
    expect(await later(HOUR)).toEqual([]);
  });

  test("under the lowest step ends the alert, and corrects nothing beside that", async () => {
    const { later, recost } = await told();
    await recost(5);
    expect(await later(HOUR)).toEqual([
      "resolved: Resolved: x@y spent 5.00 of 50 credits (10 %) this month",
    ]);
    expect(await later(HOUR)).toEqual([]);
  });

  test("corrects nothing where that is switched off", async () => {
    const { later, recost } = await told({ amendFromPpm: null });
    await recost(48);
    expect(await later(HOUR)).toEqual([]);
  });

  test("is told apart from what came since", async () => {
    const { later, recost, scan, write, store } = await told();
    await write("acme", [scan(1, "more")]);
    await later(MINUTE);
    await recost(48);
    expect(await later(HOUR)).toEqual([
      "amended: Corrected: x@y spent 49.00 of 50 credits (98 %) this month (was 45.00)",
    ]);
    expect(store.outbox.at(-1)?.message.firing[0]?.corrected).toMatchObject({
      ...{ was: 45 * CREDIT, now: 48 * CREDIT, edits: { recosted: 1, late: 0 } },
    });
  });

  test("corrects what each receiver was told, and not what another was", async () => {
    const lane = (name: string) => [name, [{ id: `${name}/slack/0`, sendResolved: true }]] as const;
    const { later, recost, store } = await told({
      receivers: new Map([lane("channel"), lane("finance")]),
      route: route({
        groupIntervalMs: HOUR,
        groupWaitMs: 0,
        routes: [{ continue: true }, { receiver: "finance", groupWaitMs: HOUR }],
      }),
    });
    await recost(48);
    expect(await later(HOUR)).toHaveLength(2);
    const corrections = store.outbox
      .slice(1)
      .map(({ lane, message }) => [lane, message.firing.map(({ corrected }) => corrected?.was)]);
    expect(Object.fromEntries(corrections)).toEqual({
      "channel/slack/0": [45 * CREDIT],
      "finance/slack/0": [undefined],
    });
  });
});
