import { describe, expect, it } from "vitest";
import { alertId } from "../../../src/core/alerts/index.ts";
import { createEngine, type Finding } from "../../../src/core/engine/index.ts";
import type { Rule } from "../../../src/core/rules/index.ts";
import { evaluation, row, rule } from "../../support/evaluation.ts";
import { MINUTE, route, SECOND } from "../../support/routes.ts";

const CREDIT = 1_000_000_000;
const RULES: readonly Rule[] = [
  {
    ...rule("member-day"),
    ...{ kind: "budget", time: "created_at", metric: { name: "neo_credits" } },
    ...{ limit: 50 * CREDIT, forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
    window: { kind: "calendar", unit: "day", timezone: "UTC", weekStarts: "monday", startsOn: 1 },
    steps: [
      { ppm: 800_000, label: "80%", severity: "warning" },
      { ppm: 1_000_000, label: "100%", severity: "critical" },
    ],
  } as Rule,
  { ...rule("error-rate"), minStreams: 3 } as Rule,
  { ...rule("blocked"), kind: "stream", status: ["blocked"], severity: "warning" } as Rule,
];

function world() {
  const parts = evaluation({ rules: RULES, route: route({ groupWaitMs: 0 }) }, createEngine);
  let count = 0;
  const spend = (member: string, credits: number, fields = {}) => {
    const stream = row(`s${count++}`, { createdAt: parts.clock.now() - SECOND, member, ...fields });
    return parts.write("acme", [{ ...stream, neoCredits: Math.round(credits * CREDIT) }]);
  };
  return { ...parts, spend };
}

const said = (findings: readonly Finding[] | undefined) =>
  (findings ?? []).map(({ ref, value, breached }) => [
    ...[ref.group["member"], ref.step, value / CREDIT, breached],
  ]);

describe("looking at what the rules find", () => {
  it("finds nothing before the first evaluation, and nothing after one that failed", async () => {
    const { start, write, store } = world();
    await write("acme", [], true);
    const evaluator = start();
    expect(await evaluator.look()).toBeNull();
    store.failNext(new Error("gone"));
    await expect(evaluator.run()).rejects.toThrow("gone");
    expect(await evaluator.look()).toBeNull();
    await evaluator.run();
    expect(await evaluator.look()).not.toBeNull();
  });

  it("finds every step of every group, breached or not, at the moment of the last evaluation", async () => {
    const { start, write, spend } = world();
    await spend("ann", 41);
    await spend("bob", 2);
    await write("acme", [], true);
    const evaluator = start();
    const { tick } = await evaluator.run();
    const looked = await evaluator.look();
    expect(looked?.at).toBe(tick);
    expect(said(looked?.findings.get("member-day"))).toEqual(
      expect.arrayContaining([
        ["ann", "80%", 41, true],
        ["ann", "100%", 41, false],
        ["bob", "80%", 2, false],
        ["bob", "100%", 2, false],
      ]),
    );
    expect(looked?.findings.get("member-day")).toHaveLength(4);
    expect(looked?.findings.get("blocked")).toEqual([]);
  });

  it("takes no news from an evaluation: what came since is told once, all the same", async () => {
    const { start, write, spend, clock, store } = world();
    await write("acme", [], true);
    const evaluator = start();
    await evaluator.run();
    clock.advance(MINUTE);
    await spend("ann", 60, { status: "blocked" });
    await evaluator.look();
    await evaluator.run();
    await evaluator.look();
    clock.advance(MINUTE);
    await evaluator.run();
    const told = store.outbox.map(({ message }) => message.title);
    expect(told).toHaveLength(2);
  });

  it("draws what a picture shows, fired or not", async () => {
    const { start, write, spend } = world();
    await spend("bob", 2);
    await write("acme", [], true);
    const evaluator = start();
    const ref = {
      ...{ account: "acme", rule: "member-day", group: { member: "bob" }, step: "100%" },
      window: "2026-03-02T00:00:00Z",
    };
    expect(await evaluator.draw(ref)).toBeNull();
    await evaluator.run();
    const known = (await evaluator.look())?.findings.get("member-day") ?? [];
    const shown = known.find(({ ref: { step } }) => step === "100%")?.ref ?? ref;
    expect(await evaluator.draw(shown)).toMatchObject({
      ...{ kind: "budget", who: "bob", limit: 50 * CREDIT, alert: alertId(shown) },
    });
    expect(await evaluator.draw({ ...shown, rule: "none" })).toBeNull();
    expect(await evaluator.draw({ ...shown, group: { member: "nobody" } })).toMatchObject({
      limit: 50 * CREDIT,
    });
  });
});
