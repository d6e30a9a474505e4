import { expect, test } from "vitest";
import { NEO_FAILURES, NeoError } from "../../../src/core/errors.ts";
import { RETRY_PLAN, retrying, waitBefore } from "../../../src/neo/retrying.ts";

const plan = { ...RETRY_PLAN, firstWaitMs: 1, longestWaitMs: 2 };
const random = () => 0;

test("tries again what may pass, and nothing else", () => {
  const tried = NEO_FAILURES.filter(
    (failure) => waitBefore(1, new NeoError(failure, ""), { plan, random }) !== null,
  );
  expect(tried).toEqual(["rate_limited", "unavailable", "timeout", "malformed"]);
  expect(waitBefore(1, new Error("a fault of ours"), { plan, random })).toBeNull();
});

test.each([
  [1, 0, 250],
  [1, 0.999_999, 500],
  [2, 0, 500],
  [4, 0.5, 3_000],
  [30, 0.999_999, 20_000],
])("before try %d with chance %d waits %d ms", (attempt, chance, wait) => {
  const error = new NeoError("unavailable", "");
  expect(waitBefore(attempt, error, { plan: RETRY_PLAN, random: () => chance })).toBe(wait);
});

test("waits as long as the server asks, unless that is longer than its patience", () => {
  const asks = (retryAfterMs: number) =>
    waitBefore(1, new NeoError("rate_limited", "", { retryAfterMs }), { plan: RETRY_PLAN, random });
  expect(asks(30_000)).toBe(30_000);
  expect(asks(60_000)).toBe(60_000);
  expect(asks(60_001)).toBeNull();
  expect(asks(0)).toBe(250);
});

test("gives up after the last try with its failure", async () => {
  let calls = 0;
  const call = () => {
    calls += 1;
    return Promise.reject(new NeoError("unavailable", `failure ${calls}`));
  };
  await expect(retrying(call, { plan, random })).rejects.toThrow("failure 4");
  expect(calls).toBe(4);
});

test("an abort during a wait ends it with the abort's own reason", async () => {
  const stop = new AbortController();
  const reason = new Error("the daemon stops");
  const call = () => {
    stop.abort(reason);
    return Promise.reject(new NeoError("unavailable", "down", { retryAfterMs: 50_000 }));
  };
  await expect(retrying(call, { plan, random, signal: stop.signal })).rejects.toBe(reason);
});
