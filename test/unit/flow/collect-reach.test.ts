import fc from "fast-check";
import { expect, test } from "vitest";
import type { Checkpoint } from "../../../src/core/ports/index.ts";
import { type Closing, Reach } from "../../../src/flow/collect/reach.ts";
import type { ReadWindow } from "../../../src/flow/collect/windows.ts";

const NOW = 1_000;
const act = fc.record({
  what: fc.constantFrom("onward", "backward", "gap", "again", "restart"),
  complete: fc.boolean(),
  length: fc.integer({ min: 1, max: 9 }),
});

/** story plays acts on a reach and keeps what its windows' closes store, as the ledger would. */
function story(acts: readonly { what: string; complete: boolean; length: number }[]) {
  let reach = new Reach();
  let stored: Checkpoint = {
    ...{ account: "acme", watermark: null, readFrom: null, followedFrom: null },
    ...{ gaps: 0, readyAt: null, rows: 0 },
  };
  const proven: ReadWindow[] = [];
  const store = (window: ReadWindow, complete: boolean, closing: Closing) => {
    if (!complete) return;
    proven.push(window);
    stored = { ...stored, ...closing };
  };
  const onward = (complete: boolean, length: number) => {
    const from = reach.edges.frontier ?? NOW;
    const window = { from, to: from + length };
    const back = reach.edges.back ?? from;
    store(window, complete, reach.closing(window, { frontier: window.to, back }));
    reach.onward(window, { complete, newest: false, now: NOW });
  };
  const does: Record<string, (complete: boolean, length: number) => void> = {
    onward,
    backward: (complete, length) => {
      const to = reach.edges.back;
      if (to === null) return onward(complete, length);
      const window = { from: to - length, to };
      store(window, complete, reach.closing(window, { back: window.from }));
      reach.backward(window, { complete, now: NOW });
    },
    gap: (complete, length) => {
      const gaps = reach.dueGaps(Number.POSITIVE_INFINITY);
      const gap = gaps[length % Math.max(gaps.length, 1)];
      if (!gap) return;
      store(gap, complete, reach.closing(gap));
      if (complete) reach.wasProven(gap);
      else reach.wasNot(gap, NOW);
    },
    again: (complete, length) => {
      const { back, frontier } = reach.edges;
      if (back === null || frontier === null || !complete) return;
      const from = back + ((length * 7) % (frontier - back));
      const window = { from, to: Math.min(from + length, frontier) };
      store(window, true, reach.closing(window));
      reach.wasProven(window);
    },
    restart: () => {
      reach = new Reach();
    },
  };
  return acts.map(({ what, complete, length }) => {
    reach.adopt(stored);
    does[what]?.(complete, length);
    return { stored, proven: [...proven], reach };
  });
}

function holes(proven: readonly ReadWindow[], from: number, to: number): readonly number[] {
  const moments = Array.from({ length: to - from }, (_, i) => from + i);
  return moments.filter((at) => !proven.some((window) => window.from <= at && at < window.to));
}

test("what is stored as read is proven without a hole, only grows, and never ends in the middle of a gap", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      let before: { from: number | null; to: number | null } = { from: null, to: null };
      for (const { stored, proven, reach } of story(acts)) {
        const { readFrom: from, watermark: to } = stored;
        expect(from === null).toBe(to === null);
        if (from === null || to === null) continue;
        expect(holes(proven, from, to)).toEqual([]);
        expect(from).toBeLessThanOrEqual(before.from ?? from);
        expect(to).toBeGreaterThanOrEqual(before.to ?? to);
        const gaps = reach.dueGaps(Number.POSITIVE_INFINITY);
        expect(gaps.filter((gap) => gap.to > from && gap.from < to)).toEqual([]);
        before = { from, to };
      }
    }),
    { numRuns: 500 },
  );
});

test("once every gap is proven, all that was read is stored as read", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const gaps = Array.from({ length: 40 }, () => ({ what: "gap", complete: true, length: 0 }));
      const { stored, reach } = story([...acts, ...gaps]).at(-1) ?? {};
      expect([stored?.readFrom, stored?.watermark]).toEqual([
        reach?.edges.back ?? null,
        reach?.edges.frontier ?? null,
      ]);
      expect(reach?.unproven).toBe(0);
    }),
    { numRuns: 300 },
  );
});
