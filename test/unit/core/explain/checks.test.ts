import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { type Check, explain } from "../../../../src/core/explain/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { budget, type FindingFields, finding, firing } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const base = {
  ...{ name: "error-rate", by: ["member"], where: [], labels: {}, timezone: "UTC" },
  ...{ forMs: 0, keepFiringForMs: 0, time: "finished_at", onLoad: "fire", severity: "warning" },
} as const;
const window = { kind: "rolling", ms: HOUR } as const;
const money = { metric: { name: "neo_credits" }, unit: "nano" } as const;
const threshold = {
  ...{ ...base, kind: "threshold", metric: { name: "error_rate" }, window },
  ...{ direction: "above", bound: 200_000, minStreams: 20 },
} as unknown as Rule;
const forecasting = {
  ...{ ...base, name: "member-month", kind: "budget", metric: money.metric, limit: 50 * CREDIT },
  ...{ window, steps: [], forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
} as unknown as Rule;
const peers = {
  ...{ ...base, kind: "anomaly", overMs: HOUR, minStreams: 0, sensitivityMilli: 3_500 },
} as unknown as Rule;
const burning = {
  ...{ ...base, kind: "burn_rate", timesPpm: 2_000_000, overrides: [] },
} as unknown as Rule;
const quiet = { ...base, kind: "absence", overMs: 24 * HOUR } as unknown as Rule;
const moving = { ...base, kind: "shift", byPpm: 500_000, minStreams: 10 } as unknown as Rule;

/** What a rule says of one finding. */
function checks(rule: Rule, found: Finding, alerts: readonly Alert[] = []): readonly Check[] {
  const explanation = explain({
    ...{ rule, alerts, centres: [], findings: [found], fired: [], coverage: [], only: {} },
    ...{ at: NOW, timezone: "UTC", usdPerCredit: 10, evaluatedAt: null, top: 10 },
    editsOf: () => [],
    historyMs: new Map(),
    quiet: { suppressions: [], acknowledgements: [], silences: [] },
    ...{ groups: [], olderFirings: false, olderEdits: 0 },
  });
  return explanation.groups[0]?.states[0]?.checks ?? [];
}

const yes = (text: string): Check => ({ met: true, text });
const no = (text: string): Check => ({ met: false, text });
const foretold = (fields: FindingFields) =>
  budget(100, 30, { step: "forecast 100%", breached: false, ...fields });
const forecast = {
  ...{ p10: 52 * CREDIT, p50: 61 * CREDIT, p90: 70 * CREDIT },
  ...{ errorPpm: 420_000, days: 56, until: NOW },
};
const shares = { kind: "shift", unit: "ppm", limit: 500_000, value: 120_000 } as const;

describe("the conditions of a rule", () => {
  test.each<[string, Rule, Finding, readonly Check[]]>([
    [
      "a threshold that is passed",
      threshold,
      finding(),
      [yes("34.0 %, fires past 20.0 %"), yes("51 streams in the window, at least 20 are needed")],
    ],
    [
      "a threshold with too few streams, whatever its value",
      threshold,
      finding({ silent: "too_few_streams", value: 340_000, streams: 1 }),
      [yes("34.0 %, fires past 20.0 %"), no("1 stream in the window, at least 20 are needed")],
    ],
    [
      "a budget that is not reached",
      forecasting,
      budget(80, 30),
      [no("30.00 credits, fires from 40.00 credits")],
    ],
    [
      "a forecast that is too uncertain",
      forecasting,
      foretold({ silent: "forecast_uncertain", forecast }),
      [
        no("the forecast has been off by 42 % on past days, at most 30 % is allowed"),
        yes("the forecast (P50) is 61.00 credits, fires from 50.00 credits"),
      ],
    ],
    [
      "a forecast of a group that is too young",
      forecasting,
      foretold({ silent: "too_little_history", past: { present: 3, needed: 14 } }),
      [no("the group has 3 full past days, a forecast needs 14")],
    ],
    [
      "an anomaly with too little history",
      peers,
      finding({
        ...{ ...money, kind: "anomaly", silent: "too_little_history" },
        past: { present: 1, needed: 4 },
      }),
      [no("there is 1 earlier window to compare with, at least 4 are needed")],
    ],
    [
      "an anomaly that no value can be low enough for",
      peers,
      finding({
        ...{ ...money, kind: "anomaly", value: 0, limit: -CREDIT, breached: false },
        baseline: { median: CREDIT, windows: 4, mad: CREDIT, scoreMilli: -700 },
      }),
      [no("0.00 credits, no value is so low that it fires")],
    ],
    [
      "a burn rate of which only the fast window is ahead",
      burning,
      finding({
        ...{ ...money, kind: "burn_rate", value: 4 * CREDIT, limit: 2 * CREDIT, breached: false },
        burn: {
          fast: { ms: HOUR, value: 4 * CREDIT },
          slow: { ms: 24 * HOUR, value: 40 * CREDIT },
          ...{ plan: CREDIT, spent: 40 * CREDIT, exhaustedInMs: HOUR },
        },
      }),
      [
        yes("4.00 credits in 1h, fires past 2.00 credits"),
        no("40.00 credits in 1d, fires past 48.00 credits"),
      ],
    ],
    [
      "a group that is not quiet for long enough",
      quiet,
      finding({ kind: "absence", breached: false, lastAt: NOW - 2 * HOUR }),
      [no("the last stream was 2 h ago, fires after 1d")],
    ],
    [
      "a share that moved, with too few streams before",
      moving,
      finding({
        ...{ ...shares, silent: "too_few_streams", streams: 50 },
        earlier: { share: 850_000, streams: 4 },
      }),
      [
        no("own key 12.0 %, before 85.0 %: moved by 73.0 %, fires past 50 %"),
        yes("50 streams in the window, at least 10 are needed"),
        no("4 streams before it, at least 10 are needed"),
      ],
    ],
    [
      "a step that tells of missing streams",
      threshold,
      finding({ step: "no data", streams: 0 }),
      [yes("0 streams in the window, told when there are none")],
    ],
  ])("of %s", (_what, rule, found, expected) => {
    expect(checks(rule, found)).toEqual(expected);
  });

  test("say how long it has held where the rule waits for that", () => {
    const waiting: Rule = { ...threshold, forMs: 600_000 };
    const pending: Alert = firing(finding(), NOW, {
      ...{ status: "pending", startsAt: null, pendingSince: NOW - 240_000 },
    });
    expect(checks(waiting, finding(), [pending])).toContainEqual(
      no("has held for 4 min, fires after 10m"),
    );
    expect(checks(waiting, finding())).toContainEqual(
      no("has held for no time yet, fires after 10m"),
    );
  });

  test("say why a firing alert is not told", () => {
    const muted = firing(finding(), NOW, { muted: true });
    expect(checks(threshold, finding(), [muted]).at(-1)?.text).toMatch(/on_load: baseline/);
  });
});
