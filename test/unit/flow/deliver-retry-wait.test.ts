import { expect, test } from "vitest";
import { type Failed, nextTryAt } from "../../../src/flow/deliver/retry-wait.ts";

const base: Failed = {
  now: 1_000_000,
  attempts: 0,
  retryAfterMs: undefined,
  deadline: 1e12,
  random: 0.5,
};
const wait = (over: Partial<Failed>) => nextTryAt({ ...base, ...over }) - base.now;

test("waits grow threefold up to half an hour, however many tries there were", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 5000].map((attempts) => wait({ attempts }) / 1000);
  expect(waits).toEqual([5, 15, 45, 135, 405, 1215, 1800, 1800, 1800]);
});

test("are a quarter shorter or longer by chance", () => {
  expect(wait({ random: 0 })).toBe(3_750);
  expect(wait({ random: 0.999_999_9 })).toBe(6_250);
});

test("are never shorter than the service asks, also past the deadline", () => {
  expect(wait({ retryAfterMs: 60_000 })).toBe(60_000);
  expect(wait({ retryAfterMs: 1_000 })).toBe(5_000);
  expect(wait({ retryAfterMs: 60_000, deadline: base.now + 10_000 })).toBe(60_000);
});

test("end with a last try at the deadline", () => {
  expect(wait({ attempts: 6, deadline: base.now + 10_000 })).toBe(10_000);
  expect(wait({ attempts: 6, deadline: base.now - 5 })).toBe(0);
});
