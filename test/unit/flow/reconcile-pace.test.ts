import { describe, expect, test } from "vitest";
import { counted, RequestPace } from "../../../src/flow/reconcile/request-pace.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryUsage } from "../../support/neo-server-memory.ts";

const MINUTE = 60_000;

function paceOf(perMinute: number) {
  const clock = manualClock();
  const pace = new RequestPace(perMinute, clock);
  const spend = (requests: number) => {
    for (let i = 0; i < requests; i += 1) pace.request();
  };
  return { clock, pace, spend };
}

describe("an account's requests", () => {
  test("may be made until the minute's are spent, and come back evenly", () => {
    const { clock, pace, spend } = paceOf(6);
    spend(5);
    expect(pace.open).toBe(true);
    spend(1);
    expect(pace.open).toBe(false);
    clock.advance(MINUTE / 6 - 1);
    expect(pace.open).toBe(false);
    clock.advance(1);
    expect(pace.open).toBe(true);
  });

  test("do not gather: after an hour's rest a minute's worth may be made at once", () => {
    const { clock, pace, spend } = paceOf(6);
    clock.advance(60 * MINUTE);
    spend(6);
    expect(pace.open).toBe(false);
  });

  test("of a long reading are owed for a minute at most", () => {
    const { clock, pace, spend } = paceOf(6);
    spend(5_000);
    clock.advance(MINUTE);
    expect(pace.open).toBe(false);
    clock.advance(MINUTE / 6);
    expect(pace.open).toBe(true);
  });

  test("come back from where it is when the clock is set back", () => {
    const { clock, pace, spend } = paceOf(6);
    spend(6);
    clock.advance(-60 * MINUTE);
    expect(pace.open).toBe(false);
    clock.advance(MINUTE / 6);
    expect(pace.open).toBe(true);
  });

  test("of the last hour are counted, older ones forgotten", () => {
    const { clock, pace, spend } = paceOf(6);
    spend(3);
    clock.advance(30 * MINUTE);
    spend(2);
    expect(pace.lastHour).toBe(5);
    clock.advance(30 * MINUTE);
    expect(pace.lastHour).toBe(2);
    clock.advance(30 * MINUTE);
    expect(pace.lastHour).toBe(0);
  });

  test("are counted whichever operation is asked, and whether they succeed or not", async () => {
    const { pace } = paceOf(6);
    const usage = memoryUsage();
    const api = counted(usage, pace);
    await api.page({ from: 0, to: 1, offset: 0, limit: 1 });
    await api.summary({ from: 0, to: 1 });
    usage.spoil = () => {
      throw new Error("broken");
    };
    await expect(api.page({ from: 0, to: 1, offset: 0, limit: 1 })).rejects.toThrow("broken");
    expect(pace.lastHour).toBe(3);
  });
});
