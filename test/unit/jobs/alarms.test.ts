import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAlarms } from "../../../src/jobs/alarms.ts";

describe("alarms", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it("ring at their moment, not before", () => {
    const ring = vi.fn();
    createAlarms({ now: Date.now }).set("ops", 5_000, ring);
    vi.advanceTimersByTime(4_999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledOnce();
  });

  it("ring once for one id and moment, however often they are set, and again when set anew", () => {
    const ring = vi.fn();
    const alarms = createAlarms({ now: Date.now });
    alarms.set("ops", 50, ring);
    alarms.set("ops", 50, ring);
    alarms.set("finance", 50, ring);
    vi.advanceTimersByTime(50);
    expect(ring).toHaveBeenCalledTimes(2);
    alarms.set("ops", 50, ring);
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(3);
  });

  it("wait for the clock where a timer is early", () => {
    let behind = 3;
    const ring = vi.fn();
    createAlarms({ now: () => Date.now() - behind }).set("ops", 100, ring);
    behind = 5;
    vi.advanceTimersByTime(104);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledOnce();
  });

  it("ring no more once cleared", () => {
    const ring = vi.fn();
    const alarms = createAlarms({ now: Date.now });
    alarms.set("ops", 50, ring);
    alarms.clear();
    vi.advanceTimersByTime(100);
    expect(ring).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
