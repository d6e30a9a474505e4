import { expect, test } from "vitest";
import { Timeline } from "../../simulation/timeline.ts";
import { onTimeline } from "../../simulation/timers.ts";

test("events come at their moments, those of one moment in the order in which they were planned", async () => {
  const timeline = new Timeline(1_000);
  const seen: string[] = [];
  const see = (name: string) => () => seen.push(`${name} at ${timeline.now}`);
  timeline.after(20, see("late"));
  timeline.after(10, see("first"));
  timeline.after(10, see("second"));
  timeline.after(10, see("cancelled")).cancel();
  await timeline.run(1_015);
  expect(seen).toEqual(["first at 1010", "second at 1010"]);
  expect(timeline.now).toBe(1_015);
  await timeline.run(2_000);
  expect(seen).toEqual(["first at 1010", "second at 1010", "late at 1020"]);
});

test("what an event wakes runs before the next event, however many promises lie between", async () => {
  const timeline = new Timeline(0);
  const seen: string[] = [];
  timeline.at(5, () => {
    void (async () => {
      for (let i = 0; i < 100; i += 1) await undefined;
      seen.push(`woken at ${timeline.now}`);
    })();
  });
  timeline.at(5, () => seen.push("next"));
  await timeline.run(10);
  expect(seen).toEqual(["woken at 5", "next"]);
});

test("timers that code sets by itself are events too, and the machine's own come back afterwards", async () => {
  const timeline = new Timeline(0);
  const { setTimeout: own } = globalThis;
  const seen: number[] = [];
  await onTimeline(timeline, async () => {
    setTimeout(() => seen.push(timeline.now), 30_000);
    clearTimeout(setTimeout(() => seen.push(-1), 10));
    await timeline.run(60_000);
  });
  expect(seen).toEqual([30_000]);
  expect(globalThis.setTimeout).toBe(own);
});
