import fc from "fast-check";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { HOUR, MINUTE } from "./random-parts.ts";

const small = fc.integer({ min: 0, max: 12 });
const amount = fc.oneof(
  { weight: 16, arbitrary: small },
  { weight: 1, arbitrary: fc.constantFrom(10 ** 14, 10 ** 14 + 1, 33_333_333_333_333) },
);
const duration = fc.option(fc.constantFrom(0, MINUTE, 15 * MINUTE, 40 * MINUTE, 5 * HOUR));
function named<T>(value: T, ...of: string[]): fc.Arbitrary<Record<string, T>> {
  return fc.subarray(of).map((list) => Object.fromEntries(list.map((name) => [name, value])));
}

/** placed is a row with its number and times: it ended when it had run, at the latest when it was first seen. */
export function placed(
  row: LedgerRow,
  rowNo: number,
  createdAt: number,
  seenAfterMs = Number.POSITIVE_INFINITY,
): LedgerRow {
  const run = row.executionMs ?? 0;
  const firstSeenAt = createdAt + Math.max(0, Math.min(run, seenAfterMs));
  const finishedAt = Math.min(createdAt + run, firstSeenAt);
  return { ...row, rowNo, id: `s${rowNo}`, createdAt, firstSeenAt, finishedAt };
}

/** row is a random row around a moment; few distinct values, so that groups and edges meet. */
export function row(moment: number): fc.Arbitrary<LedgerRow> {
  return fc
    .record({
      rowNo: fc.integer({ min: 1, max: 30 }),
      account: fc.constantFrom("acme", "acme", "beta"),
      taskId: fc.constantFrom("t1", "t2", "t3"),
      taskTitle: fc.constantFrom("Scan", "Fuzz", null),
      member: fc.constantFrom("ann@acme.io", "bob@acme.io", null),
      model: fc.constantFrom("opus", "haiku"),
      status: fc.constantFrom(
        ...["completed", "completed", "error", "failed", "aborted", "blocked", "odd"],
      ),
      byok: fc.boolean(),
      createdAt: fc
        .integer({ min: -16 * 24 * 4, max: 3 * 24 * 4 })
        .map((quarters) => moment + Math.trunc(quarters / (quarters < -200 ? 1 : 8)) * 15 * MINUTE),
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
      seenAfterMs: fc.constantFrom(Number.POSITIVE_INFINITY, 0, 30 * MINUTE),
    })
    .map(({ seenAfterMs, ...part }) => {
      const row = { ...part, id: "", firstSeenAt: 0, finishedAt: 0 };
      return placed(row, part.rowNo, part.createdAt, seenAfterMs);
    });
}
