import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { standingOf } from "../../../../src/core/explain/limit-of-finding.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { budget, finding } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const rule = (fields: object) => ({ kind: "budget", ...fields }) as unknown as Rule;

describe("what is left of a limit", () => {
  const money = { unit: "nano", metric: { name: "neo_credits" } } as const;
  const above = rule({ kind: "threshold", direction: "above", bound: 200_000 });
  const below = rule({ kind: "threshold", direction: "below", bound: 200_000 });
  const odd = rule({ kind: "anomaly" });
  const quiet = rule({ kind: "absence", overMs: 4 * HOUR });
  const moving = rule({ kind: "shift", byPpm: 500_000 });
  const anomaly = (value: number, limit: number, median: number) =>
    finding({ ...money, kind: "anomaly", value, limit, baseline: { median, windows: 4 } });

  test.each<
    [string, Rule, Finding, [limit: number, headroom: number, nearness: number, unit: string]]
  >([
    ["a budget: of the whole", rule({}), budget(80, 10), [50 * CREDIT, 40 * CREDIT, 0.2, "nano"]],
    ["a threshold above", above, finding({ value: 50_000 }), [200_000, 150_000, 0.25, "ppm"]],
    [
      "a threshold that is passed",
      above,
      finding({ value: 300_000 }),
      [200_000, -100_000, 1.5, "ppm"],
    ],
    ["a threshold below", below, finding({ value: 800_000 }), [200_000, 600_000, 0.25, "ppm"]],
    [
      "a threshold below that is passed",
      below,
      finding({ value: 100_000 }),
      [200_000, -100_000, 2, "ppm"],
    ],
    [
      "a threshold below, at nothing",
      below,
      finding({ value: 0 }),
      [200_000, -200_000, Number.MAX_VALUE, "ppm"],
    ],
    ["a threshold below nothing", below, finding({ value: 0, limit: 0 }), [0, 0, 0, "ppm"]],
    ["an anomaly above", odd, anomaly(3, 6, 2), [6, 3, 0.5, "nano"]],
    ["an anomaly at its median", odd, anomaly(3, 6, 6), [6, 3, 0.5, "nano"]],
    ["an anomaly below", odd, anomaly(8, 4, 6), [4, 4, 0.5, "nano"]],
    ["an anomaly without a baseline", odd, finding({ value: 1, limit: 4 }), [4, 3, 0.25, "ppm"]],
    ["an absence", quiet, finding({ lastAt: NOW - HOUR }), [4 * HOUR, 3 * HOUR, 0.25, "ms"]],
    ["an absence of what is not remembered", quiet, finding(), [4 * HOUR, 0, 1, "ms"]],
    [
      "a shift",
      moving,
      finding({ value: 100_000, earlier: { share: 350_000, streams: 9 } }),
      [500_000, 250_000, 0.5, "ppm"],
    ],
    ["a shift without anything before", moving, finding(), [500_000, 500_000, 0, "ppm"]],
    [
      "a limit of nothing that is passed",
      rule({ kind: "spike" }),
      finding({ value: 1, limit: 0 }),
      [0, -1, Number.MAX_VALUE, "ppm"],
    ],
    [
      "a limit of nothing that is kept",
      rule({ kind: "spike" }),
      finding({ value: 0, limit: 0 }),
      [0, 0, 0, "ppm"],
    ],
    [
      "another kind's limit, whatever its budget",
      rule({ kind: "burn_rate" }),
      finding({ ...money, kind: "burn_rate", value: 1, limit: 4, budget: 9 }),
      [4, 3, 0.25, "nano"],
    ],
  ])("of %s", (_what, of, found, [value, headroom, nearness, unit]) => {
    const { limit, nearness: near } = standingOf(of, found, NOW);
    expect(limit).toMatchObject({ value, headroom, unit });
    expect(near).toBe(nearness);
  });
});
