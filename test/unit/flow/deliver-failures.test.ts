import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DELIVERY_FAILURES, DeliveryError } from "../../../src/core/errors.ts";
import type { Sent } from "../../../src/core/ports/index.ts";
import {
  deliverBench,
  GIVE_UP_AFTER_MS,
  LANE,
  lasting,
  passing,
  scriptedNotifier,
} from "../../support/outbox-bench.ts";

const SECOND = 1_000;

describe("a failure that may pass", () => {
  test("is tried again after growing waits, and the lane waits behind it", async () => {
    const bench = deliverBench();
    bench.add("a", "b");
    bench.notifier.script(passing(), passing(), passing());
    for (const wait of [5, 15, 45]) {
      const nextAt = bench.clock.now() + wait * SECOND;
      expect(await bench.lane()).toEqual({ sent: 0, gaveUp: 0, reason: "failed", nextAt });
      expect(await bench.lane()).toMatchObject({ sent: 0, reason: "drained", nextAt });
      bench.clock.set(nextAt);
    }
    expect(await bench.lane()).toMatchObject({ sent: 2, reason: "drained" });
    expect(bench.notifier.sends.map(({ key }) => key)).toEqual(["a", "a", "a", "a", "b"]);
    expect(
      bench.telemetry.counted("messages_failed_total", { kind: "slack", reason: "unavailable" }),
    ).toBe(3);
    expect(bench.conditions.calls).toEqual([]);
  });

  test("waits as long as the service asks", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(passing(120 * SECOND));
    expect(await bench.lane()).toMatchObject({ nextAt: bench.start0 + 120 * SECOND });
  });

  test("is given up after the configured time, with a last try at its end", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(...Array.from({ length: 500 }, () => passing()));
    for (;;) {
      const { nextAt } = await bench.lane();
      if (nextAt === null) break;
      bench.clock.set(nextAt);
    }
    expect(bench.clock.now()).toBe(bench.start0 + GIVE_UP_AFTER_MS);
    expect(bench.notifier.sends.length).toBeGreaterThan(90);
    expect(bench.outbox.entry("a").state).toBe("given_up");
    expect(bench.conditions.list()).toMatchObject([{ kind: "delivery-failed", subject: "ops" }]);
  });
});

describe("a failure that does not pass", () => {
  test("is given up at once, told with what to do, and the next message is sent", async () => {
    const bench = deliverBench();
    bench.add("a", "b");
    bench.notifier.script(lasting(), lasting());
    expect(await bench.lane()).toMatchObject({ sent: 0, gaveUp: 2 });
    expect(bench.outbox.entry("a")).toMatchObject({
      state: "given_up",
      failures: [{ reason: "not_found", detail: "channel_not_found" }],
    });
    expect(bench.conditions.list()).toEqual([
      {
        kind: "delivery-failed",
        subject: "ops",
        since: bench.start0,
        advice: expect.stringMatching(
          /^receiver "ops": the integration ops\/slack\/0 could not deliver "title of b" \(not_found: channel_not_found\)\. .*invite the bot.*`neo-budgetd send-test ops`/,
        ),
      },
    ]);
    expect(
      bench.telemetry.counted("messages_given_up_total", { kind: "slack", reason: "not_found" }),
    ).toBe(2);
  });

  test.each(DELIVERY_FAILURES)("has advice of its own: %s", async (reason) => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(new DeliveryError(reason, "as told", { retryable: false }));
    await bench.lane();
    expect(bench.conditions.list()[0]?.advice).toMatch(
      new RegExp(`\\(${reason}: as told\\)\\. [A-Z].{20,}\\. Then try it`),
    );
  });

  test("is cleared when that lane delivers again, once", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(lasting());
    await bench.lane();
    bench.add("b", "c");
    await bench.lane();
    expect(bench.conditions.list()).toEqual([]);
    expect(bench.conditions.calls).toEqual([
      "raise delivery-failed/ops",
      "clear delivery-failed/ops",
    ]);
  });

  test("is not cleared by another lane of the same receiver", async () => {
    const bench = deliverBench();
    const mail = scriptedNotifier("ops/email/0");
    bench.notifiers = new Map([...bench.notifiers, [mail.id, mail]]);
    bench.add("a");
    bench.addTo(mail.id, "m");
    bench.notifier.script(lasting());
    await bench.lane();
    await bench.lane(mail.id);
    expect(bench.conditions.list()).toHaveLength(1);
  });

  test("of an earlier process is cleared by the first delivery of this one", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(lasting());
    await bench.lane();
    bench.restart();
    bench.add("b");
    await bench.lane();
    expect(bench.conditions.list()).toEqual([]);
  });
});

describe("a message whose outcome is unknown", () => {
  test("is looked for on the next try, after the notifier was unsure", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(
      new DeliveryError("timeout", "no answer", { retryable: true, unsure: true }),
      passing(),
      { found: true },
    );
    for (let i = 0; i < 3; i += 1) {
      await bench.lane();
      bench.clock.advance(60 * SECOND);
    }
    expect(bench.notifier.sends.map(({ context }) => context.unsure)).toEqual([false, true, true]);
    expect(bench.log.lines.at(-1)?.message).toContain("had arrived on an earlier try");
  });

  test("is looked for after its sender died: by the next claim, or at the start", async () => {
    const bench = deliverBench();
    bench.add("a");
    await bench.outbox.claim(LANE, bench.start0, 90 * SECOND);
    expect(await bench.lane()).toMatchObject({ sent: 0, nextAt: bench.start0 + 90 * SECOND });
    bench.clock.advance(90 * SECOND);
    expect(await bench.deliverer.recover()).toBe(1);
    expect(await bench.lane()).toMatchObject({ sent: 1 });
    expect(bench.notifier.sends[0]?.context.unsure).toBe(true);
    expect(await bench.deliverer.recover()).toBe(0);
  });

  test("is looked for after a notifier failed in a way that it should not", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(new TypeError("x is undefined"));
    expect(await bench.lane()).toMatchObject({ reason: "failed" });
    expect(bench.outbox.entry("a")).toMatchObject({
      row: { unsure: true },
      failures: [{ reason: "unavailable", detail: expect.stringContaining("x is undefined") }],
    });
  });
});

describe("a service that is silent", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const never = () => new Promise<Sent>(() => {});
  const obedient = ({ signal }: { signal: AbortSignal }) =>
    new Promise<Sent>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
    });

  test.each([
    ["its notifier obeys the signal", obedient],
    ["its notifier overlooks the signal", never],
  ])("is cut off after 30 s, unsure: %s", async (_, reply) => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(reply);
    const lane = bench.lane();
    await vi.advanceTimersByTimeAsync(30 * SECOND - 1);
    expect(bench.outbox.entry("a").failures).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await lane).toMatchObject({ reason: "failed" });
    expect(bench.outbox.entry("a")).toMatchObject({
      row: { unsure: true },
      failures: [{ reason: "timeout" }],
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("at a stop gets five seconds to arrive, and is then handed back, due at once and unsure", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(obedient);
    const lane = bench.lane();
    await vi.advanceTimersByTimeAsync(10);
    bench.stop.abort(new Error("the daemon stops"));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(bench.outbox.entry("a").leasedUntil).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(await lane).toMatchObject({ reason: "stopped", nextAt: null });
    expect(bench.outbox.entry("a")).toMatchObject({
      leasedUntil: null,
      dueAt: bench.clock.now(),
      row: { unsure: true },
    });
    expect(bench.telemetry.counted("messages_failed_total")).toBe(0);
  });

  test("that answers within the grace is taken at its word", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.notifier.script(
      () => new Promise((resolve) => setTimeout(resolve, 4_000, { ref: null, found: false })),
    );
    const lane = bench.lane();
    await vi.advanceTimersByTimeAsync(10);
    bench.stop.abort();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await lane).toMatchObject({ sent: 1, reason: "stopped" });
    expect(bench.outbox.entry("a").state).toBe("sent");
    expect(vi.getTimerCount()).toBe(0);
  });
});
