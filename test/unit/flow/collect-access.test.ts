import { describe, expect, test } from "vitest";
import { NeoError, type NeoFailure } from "../../../src/core/errors.ts";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";

const failure = (kind: NeoFailure, retryAfterMs?: number) =>
  new NeoError(kind, `it is ${kind}`, retryAfterMs === undefined ? {} : { retryAfterMs });

const bench0 = async () => {
  const bench = collectBench({ historyMs: DAY });
  await bench.poll();
  bench.conditions.calls.length = 0;
  bench.api.queries.length = 0;
  return bench;
};

describe.each(["unauthorized", "forbidden"] as const)("a key that is %s", (kind) => {
  test("pauses the account and is told with what to do", async () => {
    const bench = await bench0();
    bench.api.fail(failure(kind));
    expect(await bench.poll()).toMatchObject({
      reason: "paused",
      detail: `it is ${kind}`,
      retryAt: bench.start0 + 15 * MINUTE,
      changed: false,
    });
    expect(bench.conditions.list()).toEqual([
      {
        kind: "account-access",
        subject: "acme",
        since: bench.start0,
        advice: expect.stringMatching(
          new RegExp(`^it is ${kind} Polling of this account is paused`),
        ),
      },
    ]);
    expect(bench.telemetry.gauged("account_blocked", { account: "acme" })).toBe(1);
  });

  test("is probed every fifteen minutes only, and told once", async () => {
    const bench = await bench0();
    bench.api.fail(failure(kind), failure(kind));
    for (let minute = 0; minute < 16; minute += 1) {
      expect((await bench.poll()).reason).toBe("paused");
      expect((await bench.reconcile()).reason).toBe("paused");
      bench.clock.advance(MINUTE);
    }
    expect(bench.api.queries).toHaveLength(2);
    expect(bench.conditions.calls.filter((call) => call.startsWith("raise"))).toEqual([
      "raise account-access/acme",
    ]);
  });

  test("heals by itself with the probe", async () => {
    const bench = await bench0();
    bench.api.fail(failure(kind));
    await bench.poll();
    bench.clock.advance(15 * MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete" });
    expect(bench.conditions.list()).toEqual([]);
    expect(bench.telemetry.gauged("account_blocked")).toBe(0);
    bench.clock.advance(MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete" });
  });

  test("is probed at once after a restart or a reload, whose success clears it", async () => {
    const bench = await bench0();
    bench.api.fail(failure(kind));
    await bench.poll();
    bench.restart();
    expect(await bench.poll()).toMatchObject({ reason: "complete" });
    expect(bench.conditions.list()).toEqual([]);
  });
});

describe("an API that cannot be read", () => {
  test.each(["unavailable", "timeout", "malformed", "rejected"] as const)(
    "%s: polls go on; after ten minutes it is told since when and why, once",
    async (kind) => {
      const bench = await bench0();
      bench.api.fail(...Array.from({ length: 15 }, () => failure(kind)));
      for (let minute = 1; minute <= 15; minute += 1) {
        bench.clock.advance(MINUTE);
        expect(await bench.poll()).toMatchObject({
          reason: "failed",
          retryAt: null,
          detail: `it is ${kind}`,
        });
        expect(bench.conditions.list()).toHaveLength(minute < 10 ? 0 : 1);
      }
      expect(bench.conditions.list()).toMatchObject([
        { kind: "api-unreachable", subject: "acme", since: bench.start0 },
      ]);
      expect(bench.conditions.list()[0]?.advice).toContain(`2026-03-02T12:00:00.000Z`);
      expect(bench.conditions.list()[0]?.advice).toContain(`it is ${kind}`);
      expect(bench.conditions.calls).toEqual(["raise api-unreachable/acme"]);

      expect(await bench.poll()).toMatchObject({ reason: "complete" });
      expect(bench.conditions.list()).toEqual([]);
    },
  );

  test("is not told for one failure of an account that is polled every hour", async () => {
    const bench = await bench0();
    bench.clock.advance(HOUR);
    bench.api.fail(failure("timeout"));
    await bench.poll();
    expect(bench.conditions.list()).toEqual([]);
    bench.clock.advance(HOUR);
    bench.api.fail(failure("timeout"));
    await bench.poll();
    expect(bench.conditions.list()).toHaveLength(1);
  });

  test("is warned of once, and not with every poll", async () => {
    const bench = await bench0();
    bench.api.fail(failure("timeout"), failure("timeout"), failure("unavailable"));
    for (let i = 0; i < 4; i += 1) await bench.poll();
    const told = bench.log.lines.filter(({ message }) => message.includes("could not be read"));
    expect(told.map(({ level, fields }) => [level, fields["failure"]])).toEqual([
      ["warn", "timeout"],
      ["debug", "timeout"],
      ["warn", "unavailable"],
    ]);
    expect(bench.log.lines.at(-1)?.message).toBe("the Neo API can be read again");
  });

  test("that then refuses the key is reachable again, and the other way round both are told", async () => {
    const bench = await bench0();
    bench.clock.advance(HOUR);
    bench.api.fail(failure("timeout"), failure("timeout"), failure("unauthorized"));
    for (let i = 0; i < 3; i += 1) await bench.poll();
    expect(bench.conditions.list().map(({ kind }) => kind)).toEqual(["account-access"]);
    bench.api.fail(failure("timeout"), failure("timeout"));
    bench.clock.advance(15 * MINUTE);
    await bench.poll();
    await bench.poll();
    expect(bench.conditions.list().map(({ kind }) => kind)).toEqual([
      "account-access",
      "api-unreachable",
    ]);
    await bench.poll();
    expect(bench.conditions.list()).toEqual([]);
  });
});

describe("a rate limit", () => {
  test.each([
    [120_000, 120_000],
    [undefined, 60_000],
  ])("that asks to wait %s ms is obeyed by every poll for %d ms", async (asked, wait) => {
    const bench = await bench0();
    bench.api.fail(failure("rate_limited", asked));
    const refused = { reason: "rate_limited", retryAt: bench.start0 + wait };
    expect(await bench.poll()).toMatchObject(refused);
    bench.clock.advance(wait - 1);
    expect(await bench.poll()).toMatchObject(refused);
    expect(await bench.reconcile()).toMatchObject(refused);
    expect(bench.api.queries).toHaveLength(1);
    bench.clock.advance(1);
    expect(await bench.poll()).toMatchObject({ reason: "complete" });
  });

  test("that lasts longer than ten minutes is told", async () => {
    const bench = await bench0();
    bench.api.fail(failure("rate_limited", HOUR));
    for (let minute = 0; minute <= 10; minute += 1) {
      await bench.poll();
      expect(bench.conditions.list()).toHaveLength(minute < 10 ? 0 : 1);
      bench.clock.advance(MINUTE);
    }
    expect(bench.conditions.list()[0]).toMatchObject({ kind: "api-unreachable" });
  });
});

test("polls that succeed write no conditions after the first", async () => {
  const bench = await bench0();
  for (let i = 0; i < 5; i += 1) await bench.poll();
  expect(bench.conditions.calls).toEqual([]);
});
