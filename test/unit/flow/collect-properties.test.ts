import fc from "fast-check";
import { expect, test } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { BOUNDS, type MemoryUsage, usageStream } from "../../support/neo-server-memory.ts";

/** What the fake API does between two of its answers; `row` and `age` are reduced to what is there. */
const event = fc.record({
  call: fc.nat(40),
  what: fc.constantFrom(
    "insert",
    "insert late",
    "change",
    "vanish",
    "fail",
    "skip a row",
    "repeat a row",
  ),
  row: fc.nat(1000),
  ageMs: fc.nat(1.5 * DAY),
});
const world = fc.record({
  bounds: fc.constantFrom(...Object.values(BOUNDS)),
  order: fc.constantFrom("ascending", "descending", "shuffled"),
  rows: fc.array(fc.nat(1.5 * DAY), { maxLength: 700, size: "max" }),
  events: fc.array(event, { maxLength: 25 }),
  acts: fc.array(fc.constantFrom("poll", "reconcile", "restart", "wait"), { maxLength: 8 }),
});

test("whatever the API does, once it is calm the ledger equals it, and nothing is journaled twice", async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const bench = collectBench({ historyMs: 3 * DAY, settleMs: 5 * DAY, rereadEveryMs: HOUR });
      const { api, clock, ledger } = bench;
      api.bounds = given.bounds;
      api.order = ordered(given.order);
      given.rows.forEach((age, i) => {
        api.put(usageStream(`r${i}`, bench.start0 - age));
      });
      trouble(api, given.events, clock.now);

      const acts = {
        poll: bench.poll,
        reconcile: bench.reconcile,
        restart: bench.restart,
        wait: () => clock.advance(3 * HOUR),
      };
      for (const act of given.acts) {
        await acts[act]();
        clock.advance(MINUTE);
      }

      api.heal();
      api.order = ordered("descending");
      // A rate limit may still be running, a gap waits for at most an hour, and a change that nothing else shows for its day's turn.
      for (let hours = 0; hours < 8; hours += 1) {
        clock.advance(HOUR);
        await bench.poll();
        await bench.reconcile();
      }
      const last = await bench.poll();

      expect(last).toMatchObject({ reason: "complete", gaps: 0 });
      expect(await bench.watermark()).toBe(clock.now());
      expect(told(ledger.held("acme").values())).toEqual(told(api.truth.values()));
      expectNothingTwice(ledger.journal);
    }),
    // Worlds of hundreds of rows shrink for hours; the seed that is printed brings the failure back.
    { numRuns: 60, endOnFailure: true },
  );
}, 60_000);

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function ordered(order: World["order"]): MemoryUsage["order"] {
  const by = (sign: number) => (rows: Stream[]) =>
    rows.sort((a, b) => sign * (a.createdAt - b.createdAt || a.id.localeCompare(b.id)));
  if (order === "ascending") return by(1);
  if (order === "descending") return by(-1);
  // Another order with every call, as a database without a tie-breaker may give.
  return (rows, call) => rows.sort((a, b) => key(a, call) - key(b, call));
}

function key(row: Stream, call: number): number {
  return (Number(row.id.slice(1)) * 7919 + call * 104_729) % 1009;
}

function trouble(api: MemoryUsage, events: World["events"], now: () => number): void {
  let inserted = 0;
  type Event = World["events"][number];
  const hit = (row: number) => [...api.truth.values()][row % Math.max(api.truth.size, 1)];
  const strikes: Partial<Record<Event["what"], (event: Event, old: Stream | undefined) => void>> = {
    insert: () => api.put(usageStream(`9${inserted}`, now() - MINUTE)),
    "insert late": ({ ageMs }) => api.put(usageStream(`8${inserted}`, now() - ageMs)),
    change: (_, old) => old && api.put({ ...old, neoCredits: old.neoCredits + 1 }),
    vanish: (_, old) => api.truth.delete(old?.id ?? ""),
    fail: ({ row }) => api.fail(new NeoError(row % 2 ? "timeout" : "rate_limited", "trouble")),
  };
  const strike = (event: Event) => {
    inserted += 1;
    strikes[event.what]?.(event, hit(event.row));
  };
  api.beforePage = (call) => {
    for (const one of events) if (one.call === call) strike(one);
  };
  api.spoil = (page, call) => {
    const now = events.filter((one) => one.call === call).map(({ what }) => what);
    const streams = now.includes("skip a row") ? page.streams.slice(1) : page.streams;
    return {
      ...page,
      streams: now.includes("repeat a row") ? [...streams.slice(0, 1), ...streams] : streams,
    };
  };
}

function told(rows: Iterable<Stream>): string[] {
  return [...rows].map((row) => `${row.id} ${row.createdAt} ${row.neoCredits}`).sort();
}

function expectNothingTwice(journal: readonly { kind: string; row: Stream }[]): void {
  const last = new Map<string, string>();
  for (const { kind, row } of journal) {
    const entry = `${kind} ${JSON.stringify(row)}`;
    const before = last.get(row.id);
    expect(kind === "added" ? before : "there").toBe(kind === "added" ? undefined : "there");
    expect(entry).not.toBe(before);
    last.set(row.id, entry);
  }
}
