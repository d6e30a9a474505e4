import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { anomaly } from "../rules/anomaly-rows.ts";
import { DAY, HOUR, MINUTE, spike } from "../rules/rule-builders.ts";
import { rowOf } from "./rows.ts";

const START = Date.parse("2026-10-22T00:00:00Z");
const QUARTERS = 5 * 24 * 4;

const rule = (name: string, of: Rule): Rule => ({ ...of, name, by: ["member"] });
const errors = { metric: { name: "error_rate" }, atLeast: 100_000 } as const;
const slowest = { metric: { name: "execution_time", statistic: "p95" }, atLeast: 1 } as const;
const hours = { overMs: 2 * HOUR, versusMs: 2 * DAY, minStreams: 0 } as const;
const days = { overMs: 3 * HOUR, versusMs: 6 * DAY, season: "day", minStreams: 0 } as const;
const zone = { timezone: "Europe/Berlin" } as const;
const RULES: readonly Rule[] = [
  ...[0, 3].map((atLeast) =>
    rule(`spike ${atLeast}`, spike({ ...hours, atLeast, timesPpm: 1_500_000 })),
  ),
  rule("rate", spike({ ...hours, ...errors, timesPpm: 1_000_000 })),
  rule("slow", spike({ ...hours, ...slowest, timesPpm: 1_000_000 })),
  rule("daily", spike({ ...days, atLeast: 1, timesPpm: 1_500_000 })),
  ...(["above", "below", "both"] as const).flatMap((direction) =>
    [0, 3].map((atLeast) =>
      rule(
        `${direction} ${atLeast}`,
        anomaly({
          ...days,
          ...(atLeast > 0 ? zone : {}),
          direction,
          atLeast,
          sensitivityMilli: 1_000,
        }),
      ),
    ),
  ),
  rule("rate of days", anomaly({ ...days, ...errors, direction: "both", sensitivityMilli: 500 })),
];

/** Rows by the quarter of an hour over five days in which the clock changes. */
const rows = fc
  .array(
    fc.record({
      member: fc.constantFrom("ann@acme.io", "bob@acme.io"),
      quarter: fc.integer({ min: 0, max: QUARTERS }),
      neoCredits: fc.integer({ min: 0, max: 4 }),
      status: fc.constantFrom("completed", "completed", "error"),
      executionMs: fc.constantFrom(0, 1_000, 2_000),
    }),
    { minLength: 150, maxLength: 250 },
  )
  .map((list) =>
    list.map(({ quarter, ...part }, each) =>
      rowOf({ ...part, rowNo: each + 1, createdAt: START + quarter * 15 * MINUTE }),
    ),
  );
const step = fc.record({
  wait: fc.constantFrom(1, 2 * MINUTE, 2 * MINUTE, 15 * MINUTE, 40 * MINUTE, 5 * HOUR),
  changed: fc.option(
    fc.record({ place: fc.nat(), neoCredits: fc.nat(9), retracted: fc.boolean() }),
    {
      freq: 3,
    },
  ),
});

describe("what spikes and anomalies decided at an earlier tick", () => {
  it("is what would be decided anew, while time goes on and rows come, change and go", () => {
    let breaches = 0;
    fc.assert(
      fc.property(rows, fc.array(step, { minLength: 5, maxLength: 25 }), (list, steps) => {
        const options = { rules: RULES, groups: [] };
        const kept = createEngine(options);
        const held = new Map<number, LedgerRow>();
        const put = (some: readonly LedgerRow[]) => {
          kept.put(some, false);
          for (const row of some) held.set(row.rowNo, row);
        };
        let at = START + 3 * DAY;
        put(list.filter((row) => row.createdAt <= at));
        for (const { wait, changed } of steps) {
          const earlier = at;
          at += wait;
          put(list.filter((row) => row.createdAt > earlier && row.createdAt <= at));
          const row = changed && [...held.values()][changed.place % held.size];
          if (row) put([{ ...row, neoCredits: changed.neoCredits, retracted: changed.retracted }]);
          const anew = createEngine(options);
          anew.put([...held.values()], false);
          const found = kept.tick(at, []);
          expect(found).toEqual(anew.tick(at, []));
          breaches += found.length;
        }
      }),
      { numRuns: 40 },
    );
    expect(breaches).toBeGreaterThan(0);
  }, 60_000);
});
