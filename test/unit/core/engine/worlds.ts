import fc from "fast-check";
import type { AlertRef, Finding } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { DAY, HOUR, MINUTE, rules } from "./random-rules.ts";
import { rowOf } from "./rows.ts";

/** BASES are moments near the clock changes of those zones, and one at a turn of the year. */
export const BASES = [
  "2026-03-29T01:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-03-08T07:00:00Z",
  "2026-11-01T06:00:00Z",
  "2026-04-04T15:00:00Z",
  "2026-10-03T15:30:00Z",
  "2026-12-31T23:00:00Z",
].map((text) => Date.parse(text));

const small = fc.integer({ min: 0, max: 12 });
const amount = fc.oneof(
  { weight: 8, arbitrary: small },
  { weight: 1, arbitrary: fc.constantFrom(10 ** 14, 10 ** 14 + 1, 33_333_333_333_333) },
);
const duration = fc.option(fc.constantFrom(0, MINUTE, 15 * MINUTE, 40 * MINUTE, 5 * HOUR));
function named<T>(value: T, ...of: string[]): fc.Arbitrary<Record<string, T>> {
  return fc.subarray(of).map((list) => Object.fromEntries(list.map((name) => [name, value])));
}

/** row is a random row around a base moment; few distinct values, so that groups and edges meet. */
export function row(base: number): fc.Arbitrary<LedgerRow> {
  return fc
    .record({
      rowNo: fc.integer({ min: 1, max: 30 }),
      account: fc.constantFrom("acme", "acme", "beta"),
      taskId: fc.constantFrom("t1", "t2", "t3"),
      taskTitle: fc.constantFrom("Scan", "Fuzz", null),
      member: fc.constantFrom("ann@acme.io", "bob@acme.io", null),
      model: fc.constantFrom("opus", "haiku"),
      status: fc.constantFrom(
        "completed",
        "completed",
        "error",
        "failed",
        "aborted",
        "blocked",
        "odd",
      ),
      byok: fc.boolean(),
      createdAt: fc
        .integer({ min: -16 * 24 * 4, max: 3 * 24 * 4 })
        .map((quarters) => base + Math.trunc(quarters / (quarters < -200 ? 1 : 8)) * 15 * MINUTE),
      executionMs: duration,
      neoCredits: amount,
      llmCost: small,
      neoCost: small,
      steps: small,
      toolCalls: small,
      agentTriggers: small,
      llmTimeMs: duration,
      toolTimeMs: duration,
      stepLatencyMs: duration,
      errorMessage: fc.constantFrom("timeout", "denied", null),
      tools: named({ calls: 1, durationMs: 5 }, "nmap", "curl"),
      agents: named(1, "scout", "exploit"),
      retracted: fc.constantFrom(false, false, false, false, true),
    })
    .map((part) => rowOf(part));
}

/** Event is what happens to an engine: rows are put, or a tick comes. */
export type Event =
  | { readonly put: readonly LedgerRow[]; readonly news: boolean }
  | { readonly tick: number };

/** World is rules with a course of rows and ticks. */
export interface World {
  readonly rules: Rule[];
  readonly events: Event[];
}

/** worldsOf are random rules with a random course of rows and ticks around a change of the clock. */
export function worldsOf(rules: fc.Arbitrary<Rule[]>): fc.Arbitrary<World> {
  return fc
    .constantFrom(...BASES)
    .chain((moment) =>
      fc.record({
        rules,
        steps: fc.array(
          fc.record({
            put: fc.array(row(moment), { maxLength: 12 }),
            news: fc.boolean(),
            wait: fc.constantFrom(0, 1, MINUTE, 15 * MINUTE, HOUR, 5 * HOUR, DAY),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        start: fc.integer({ min: -8, max: 4 }).map((hours) => moment + hours * HOUR),
      }),
    )
    .map(({ rules, steps, start }) => {
      let at = start;
      const events = steps.flatMap(({ put, news, wait }): Event[] => {
        at += wait;
        return [{ put, news }, { tick: at }];
      });
      return { rules, events };
    });
}

/** worlds are worlds of rules of every kind. */
export const worlds = worldsOf(rules);

/** stillOpen keeps everything that ever breached open, so that it is asked about after its window has ended. */
export function stillOpen(open: readonly AlertRef[], found: readonly Finding[]): AlertRef[] {
  const breached = found.filter((finding) => finding.breached).map((finding) => finding.ref);
  const refs = new Map([...open, ...breached].map((ref) => [JSON.stringify(ref), ref]));
  return [...refs.values()];
}
