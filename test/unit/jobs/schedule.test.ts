import { expect, test } from "vitest";
import { repeatedJobs } from "../../../src/jobs/schedule.ts";

const HOUR = 3_600_000;
const schedule = {
  accounts: [{ name: "a:b", pollEveryMs: 60_000, reconcileEveryMs: 90_000 }],
  evaluateEveryMs: 30_000,
};

test.each([
  ["poll", [["a%3Ab", { everyMs: 60_000, data: { account: "a:b" } }]]],
  ["reconcile", [["a%3Ab", { everyMs: 90_000, data: { account: "a:b" } }]]],
  ["evaluate", [["evaluate", { everyMs: 30_000, data: {} }]]],
  // So that a period is stated within an hour of being settled.
  ["retain", [["retain", { everyMs: HOUR, data: {} }]]],
  ["deliver", []],
] as const)("the queue %s runs its jobs as often as it should", (queue, jobs) => {
  expect([...repeatedJobs(schedule, queue)]).toEqual(jobs);
});
