import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAlarms } from "../../../src/jobs/alarms.ts";
import { createCallIns } from "../../../src/jobs/call-ins.ts";

describe("call-ins", () => {
  const polls: string[] = [];
  let callIn: (account: string) => void;
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
    polls.length = 0;
    const clock = { now: Date.now };
    const poll = (account: string) => void polls.push(`${account} at ${clock.now()}`);
    callIn = createCallIns({ clock, alarms: createAlarms(clock), poll });
  });
  afterEach(() => void vi.useRealTimers());

  it("poll at once, each account on its own", () => {
    callIn("acme");
    callIn("beta");
    expect(polls).toEqual(["acme at 0", "beta at 0"]);
  });

  it("that come in a flood make one poll at once and one a second later, and none is left", () => {
    for (let i = 0; i < 10_000; i += 1) callIn("acme");
    expect(polls).toEqual(["acme at 0"]);
    vi.advanceTimersByTime(400);
    for (let i = 0; i < 10_000; i += 1) callIn("acme");
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(600);
    expect(polls).toEqual(["acme at 0", "acme at 1000"]);
    vi.advanceTimersByTime(60_000);
    expect(polls).toHaveLength(2);
  });

  it("never leave the last call without a poll after it", () => {
    callIn("acme");
    for (let at = 0; at < 5_000; at += 90) {
      vi.advanceTimersByTime(90);
      callIn("acme");
    }
    vi.advanceTimersByTime(1_000);
    const [last = ""] = polls.slice(-1);
    expect(Number(last.split(" at ")[1])).toBeGreaterThanOrEqual(5_000);
    expect(polls.length).toBeLessThanOrEqual(7);
  });
});
