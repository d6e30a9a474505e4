import { expect, test } from "vitest";
import {
  DAY_MS,
  dayBefore,
  dayWindows,
  historyStart,
  onwardFrom,
  type Spans,
  unreadSpans,
} from "../../../src/flow/collect/windows.ts";

const now = Date.UTC(2026, 2, 2, 12);
const hour = 3_600_000;
const midnight = now - 12 * hour;
const start = now - 35 * DAY_MS;
const spans: Spans = { now, start, overlapMs: hour, readFrom: start, frontier: now - 60_000 };
const first: Partial<Spans> = { frontier: null, readFrom: null };

test.each<[string, Partial<Spans>, number]>([
  ["first the newest day", first, midnight],
  [
    "first from the day on that the overlap begins in",
    { ...first, overlapMs: 13 * hour },
    midnight - DAY_MS,
  ],
  ["first the whole history where that is shorter", { ...first, start: now - hour }, now - hour],
  ["an overlap behind the frontier", {}, now - 60_000 - hour],
  [
    "from the frontier on after a downtime longer than the history",
    { frontier: now - 50 * DAY_MS },
    now - 50 * DAY_MS,
  ],
  [
    "not days that are not read yet, where the overlap would",
    { readFrom: now - 2 * hour, overlapMs: DAY_MS },
    now - 2 * hour,
  ],
  ["an overlap behind now where the clock was set back", { frontier: now + 5 * hour }, now - hour],
])("a poll reads %s", (_, over, from) => {
  expect(onwardFrom({ ...spans, ...over })).toBe(from);
});

test.each([
  ["a part of today", now, start, { from: midnight, to: now }],
  ["the whole day before a midnight", midnight, start, { from: midnight - DAY_MS, to: midnight }],
  ["what of a day is history", midnight, midnight - hour, { from: midnight - hour, to: midnight }],
])("the day before is %s", (_, to, from, window) => {
  expect(dayBefore(to, from)).toEqual(window);
});

test("a history begins so long before it was read, and before now while it is not", () => {
  expect(historyStart({ now, historyMs: DAY_MS, readyAt: null })).toBe(now - DAY_MS);
  expect(historyStart({ now, historyMs: DAY_MS, readyAt: now - hour })).toBe(now - DAY_MS - hour);
});

test.each<[string, Partial<Spans>, readonly { from: number; to: number }[]]>([
  ["the history before the first poll", first, [{ from: start, to: now }]],
  ["nothing worth telling where that is a day", { ...first, start: now - DAY_MS }, []],
  ["nothing when all is read", {}, []],
  ["the days that are left", { readFrom: midnight }, [{ from: start, to: midnight }]],
  ["a long downtime", { frontier: now - 9 * DAY_MS }, [{ from: now - 9 * DAY_MS - hour, to: now }]],
  [
    "both, after a downtime in the middle of it",
    { frontier: now - 9 * DAY_MS, readFrom: now - 10 * DAY_MS },
    [
      { from: now - 9 * DAY_MS - hour, to: now },
      { from: start, to: now - 10 * DAY_MS },
    ],
  ],
])("unread is %s", (_, over, unread) => {
  expect(unreadSpans({ ...spans, ...over })).toEqual(unread);
});

test("cuts a span into days, the last one ending now, without a hole between", () => {
  const windows = dayWindows(now - 2.5 * DAY_MS, now);
  expect(windows.map(({ from, to }) => to - from)).toEqual([DAY_MS, DAY_MS, DAY_MS / 2]);
  expect(windows.at(-1)?.to).toBe(now);
  windows.slice(1).forEach(({ from }, i) => {
    expect(from).toBe(windows[i]?.to);
  });
  expect(dayWindows(now, now)).toEqual([]);
});
