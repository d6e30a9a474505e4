import fc from "fast-check";
import { expect, test } from "vitest";
import { afterSending, paceReadyAt } from "../../../src/flow/deliver/pace.ts";

const pace = { everyMs: 1000, burst: 3 };

test("lets a burst through at once, then one each second", () => {
  let fullAt = 0;
  const times: number[] = [];
  for (let i = 0; i < 6; i += 1) {
    const now = Math.max(paceReadyAt(fullAt, pace), 10_000);
    times.push(now);
    fullAt = afterSending(fullAt, pace, now);
  }
  expect(times).toEqual([10_000, 10_000, 10_000, 11_000, 12_000, 13_000]);
});

test("is full again after a pause, and never fuller than the burst", () => {
  const used = afterSending(afterSending(afterSending(0, pace, 0), pace, 0), pace, 0);
  expect(paceReadyAt(used, pace)).toBe(1000);
  const later = afterSending(used, pace, 60_000);
  expect(paceReadyAt(later, pace)).toBeLessThanOrEqual(60_000);
  const three = afterSending(afterSending(later, pace, 60_000), pace, 60_000);
  expect(paceReadyAt(three, pace)).toBe(61_000);
});

test.each([
  [{ everyMs: 0, burst: 1 }, "a service without a pace is always ready"],
  [{ everyMs: 0, burst: 0 }, "nor does a burst of none stop it"],
])("%j: %s", (free) => {
  expect(paceReadyAt(afterSending(0, free, 5), free)).toBeLessThanOrEqual(5);
});

test("never lets more through within any span than the burst and the span's own share", () => {
  const paces = fc.record({
    everyMs: fc.integer({ min: 1, max: 500 }),
    burst: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(paces, fc.array(fc.nat(700), { minLength: 1, maxLength: 60 }), (limits, waits) => {
      let now = 1_000;
      let fullAt = 0;
      const sent: number[] = [];
      for (const wait of waits) {
        now = Math.max(now + wait, paceReadyAt(fullAt, limits));
        fullAt = afterSending(fullAt, limits, now);
        sent.push(now);
      }
      sent.forEach((last, j) => {
        sent.slice(0, j + 1).forEach((first, i) => {
          const allowed = limits.burst + Math.floor((last - first) / limits.everyMs);
          expect(j - i + 1).toBeLessThanOrEqual(allowed);
        });
      });
    }),
  );
});
