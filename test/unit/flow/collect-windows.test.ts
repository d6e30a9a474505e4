import { expect, test } from "vitest";
import { DAY_MS, dayWindows, onwardFrom } from "../../../src/flow/collect/windows.ts";

const now = Date.UTC(2026, 2, 2, 12);
const hour = 3_600_000;
const spans = { now, historyMs: 35 * DAY_MS, overlapMs: hour, readyAt: now - 90 * DAY_MS };

test.each([
  ["at the first start the whole history", { frontier: null, readyAt: null }, now - 35 * DAY_MS],
  ["an overlap behind the frontier", { frontier: now - 60_000 }, now - 60_000 - hour],
  [
    "from the frontier on after a downtime longer than the history",
    { frontier: now - 50 * DAY_MS },
    now - 50 * DAY_MS - hour,
  ],
  [
    "not before the start of the history, where the overlap would",
    { frontier: now - 60_000, readyAt: now, overlapMs: 2 * DAY_MS, historyMs: DAY_MS },
    now - DAY_MS,
  ],
  [
    "from the frontier where that is even before the start of the history",
    { frontier: now - 2 * DAY_MS, readyAt: now, historyMs: DAY_MS },
    now - 2 * DAY_MS,
  ],
  ["an overlap behind now where the clock was set back", { frontier: now + 5 * hour }, now - hour],
])("a poll reads %s", (_, over, from) => {
  expect(onwardFrom({ ...spans, ...over })).toBe(from);
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
