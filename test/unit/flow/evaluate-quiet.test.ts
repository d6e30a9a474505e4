import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/core/ports/index.ts";
import type { CompileMatcher, StoredSilence } from "../../../src/core/quiet/index.ts";
import type { EvaluateParts } from "../../../src/flow/index.ts";
import { createEvaluator } from "../../../src/flow/index.ts";
import { memoryActs } from "../../support/acts.ts";
import { evaluation } from "../../support/evaluation.ts";
import { finding, stream } from "../../support/findings.ts";
import { acknowledgement, inhibit } from "../../support/quiet.ts";
import { HOUR, MINUTE, route } from "../../support/routes.ts";

const ANA: Actor = { name: "Ana", via: "slack" };
const member = (name: string, value = 340_000) => finding({ group: { member: name }, value });

/** An evaluator whose account is read, on which people act, and how many matchers were compiled. */
async function acting(fields: Parameters<typeof evaluation>[0] = {}) {
  const parts = evaluation({ route: route({ groupWaitMs: 0 }), ...fields });
  await parts.write("acme", [], true);
  const acts = memoryActs();
  const compiled: string[] = [];
  const compileMatcher: CompileMatcher = (matcher) => {
    const { label, value } = matcher;
    if (value === "(") throw new Error("no regular expression");
    compiled.push(`${label}=${value}`);
    return { ...matcher, source: `${label}="${value}"`, matches: (text) => text === value };
  };
  const { ledger, store, conditions, clock, log, telemetry, engines, settings } = parts;
  const start = () =>
    createEvaluator({
      ...{ ledger, store, conditions, clock, log, telemetry, settings },
      createEngine: engines.create,
      people: { acts, compileMatcher },
    } satisfies EvaluateParts);
  const evaluator = start();
  await evaluator.run();
  clock.advance(1_000);
  const silence = (id: string, value: string, forMs: number): Promise<void> => {
    const now = clock.now();
    const stored: StoredSilence = {
      ...{ id, matchers: [{ label: "member", operator: "=", value }], author: "Ana", comment: "" },
      ...{ startsAt: now, endsAt: now + forMs, updatedAt: now },
    };
    return acts.putSilence(stored, ANA);
  };
  const say = async (run = evaluator) =>
    (await run.run()).messages.map(
      ({ notice, firing, resolved }) =>
        `${notice} +${firing.map(({ labels }) => labels["member"]).join()} -${resolved.length}`,
    );
  return { ...parts, acts, compiled, start, evaluator, silence, say };
}

describe("a run", () => {
  test("plans anew once someone has silenced something, and wakes when that is over", async () => {
    const { engines, evaluator, silence, say, clock, store } = await acting();
    await silence("s1", "ann", HOUR);
    engines.set(member("ann"));
    expect(await say()).toEqual([]);
    expect((await store.load()).suppressions).toMatchObject([{ reason: "silenced", source: "s1" }]);
    clock.advance(MINUTE);
    const { nextDueAt } = await evaluator.run();
    expect(nextDueAt).toBe(clock.now() - MINUTE + HOUR);
    clock.set(nextDueAt ?? 0);
    expect(await say()).toEqual(["first +ann -0"]);
    expect((await store.load()).suppressions).toEqual([]);
  });

  test("hears of an act without any news", async () => {
    const { engines, silence, say, clock, acts } = await acting();
    await silence("s1", "ann", HOUR);
    engines.set(member("ann"));
    await say();
    clock.advance(MINUTE);
    await acts.expireSilence("s1", ANA, clock.now());
    expect(await say()).toEqual(["first +ann -0"]);
  });

  test("compiles a silence's matchers once for as long as it stays as it is", async () => {
    const { silence, say, clock, compiled } = await acting();
    await silence("s1", "ann", HOUR);
    await say();
    clock.advance(1);
    await say();
    expect(compiled).toEqual(["member=ann"]);
    await silence("s1", "bob", HOUR);
    await say();
    expect(compiled).toEqual(["member=ann", "member=bob"]);
  });

  test("goes on without a silence that cannot be read, and says so once", async () => {
    const { engines, silence, say, log, clock } = await acting();
    await silence("s1", "(", HOUR);
    engines.set(member("ann"));
    expect(await say()).toEqual(["first +ann -0"]);
    clock.advance(1);
    await say();
    expect(log.lines.filter(({ level }) => level === "warn")).toMatchObject([
      { fields: { silence: "s1" } },
    ]);
  });

  test("tells again what someone took on and has worsened, and lets go of the acknowledgement", async () => {
    const { engines, acts, say, clock, store } = await acting();
    engines.set(member("ann"));
    await say();
    const [alert] = store.alerts;
    if (!alert) throw new Error("ann fires");
    await acts.acknowledge([acknowledgement(alert, clock.now())], ANA);
    clock.advance(10 * MINUTE);
    expect(await say()).toEqual([]);
    engines.set(member("ann", 420_000));
    expect(await say()).toEqual(["worsened +ann -0"]);
    expect(store.endedAcknowledgements).toMatchObject([{ alertId: alert.id }]);
  });

  test("keeps quiet what another process's evaluation kept quiet before, as one stretch", async () => {
    const { engines, silence, say, clock, store, start } = await acting();
    await silence("s1", "ann", HOUR);
    engines.set(member("ann"));
    await say();
    const [kept] = (await store.load()).suppressions;
    clock.advance(MINUTE);
    const other = start();
    engines.set(member("ann"));
    expect(await say(other)).toEqual([]);
    expect((await store.load()).suppressions).toEqual([kept]);
    expect(await store.suppressions(kept?.alertId ?? "")).toEqual([kept]);
  });

  test("ends single runs that a silence keeps from everybody", async () => {
    const { engines, silence, say, store, clock } = await acting();
    await silence("s1", "x@y", HOUR);
    engines.set(stream("r1"));
    expect(await say()).toEqual([]);
    expect(store.alerts).toMatchObject([{ status: "inactive", reason: "told" }]);
    clock.advance(2 * HOUR);
    expect(await say()).toEqual([]);
  });

  test("applies the configuration's own silences and inhibition", async () => {
    const { engines, say } = await acting({
      inhibitRules: [inhibit({ member: "ann" }, { member: "bob" })],
    });
    engines.set(member("ann"), member("bob"));
    expect(await say()).toEqual(["first +ann -0"]);
  });

  test("is mute, wakes at its end and does not wake before", async () => {
    const nights = { name: "nights", intervals: [{ timezone: "UTC" }] };
    const { engines, say, evaluator } = await acting({
      route: route({ groupWaitMs: 0, muteTimes: [nights] }),
    });
    engines.set(member("ann"));
    expect(await say()).toEqual([]);
    expect((await evaluator.run()).nextDueAt).toBeNull();
  });
});
