import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { checksOf } from "../../../../src/core/explain/checks.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { budget, type FindingFields, finding } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const rule = (fields: object) => ({ forMs: 0, keepFiringForMs: 0, ...fields }) as unknown as Rule;
const above = rule({ kind: "threshold", direction: "above", minStreams: 20 });
const below = rule({ kind: "threshold", direction: "below", minStreams: 0 });
const spending = rule({ kind: "budget", forecastMaxErrorPpm: 300_000 });
const peers = rule({ kind: "anomaly", minStreams: 0 });
const burning = rule({ kind: "burn_rate", timesPpm: 2_000_000 });
const quiet = rule({ kind: "absence", overMs: 24 * HOUR });
const moving = rule({ kind: "shift", byPpm: 500_000, minStreams: 10 });
const yes = (text: string) => ({ met: true, text });
const no = (text: string) => ({ met: false, text });
const credits = (fields: FindingFields) =>
  finding({ unit: "nano", metric: { name: "neo_credits" }, breached: false, ...fields });
const foretold = (p50: number | null, fields: FindingFields = {}) =>
  budget(100, 30, {
    ...{ step: "forecast 100%", breached: false, ...fields },
    ...(p50 !== null && {
      forecast: { ...{ p10: 0, p50: p50 * CREDIT, p90: 0 }, errorPpm: null, days: 9, until: NOW },
    }),
  });
const burn = (fast: number, slow: number) => ({
  fast: { ms: HOUR, value: fast * CREDIT },
  slow: { ms: 24 * HOUR, value: slow * CREDIT },
  ...{ plan: CREDIT, spent: 40 * CREDIT, exhaustedInMs: HOUR },
});
const share = { kind: "shift", unit: "ppm", limit: 500_000, value: 120_000, streams: 10 } as const;
const needed = "at least 4 are needed";

describe("the conditions of a rule", () => {
  test.each<[string, Rule, Finding, object[]]>([
    [
      "a group that went silent",
      peers,
      credits({ kind: "anomaly", silent: "no_data", value: 1, limit: 2 }),
      [
        no("there is no stream to go by in the window"),
        no("0.000000001 credits, fires past 0.000000002 credits"),
      ],
    ],
    [
      "a forecast that cannot be measured, and is just reached",
      spending,
      foretold(50, { silent: "forecast_uncertain" }),
      [
        no("the forecast cannot be measured against past days; it may be off by at most 30 %"),
        yes("the forecast (P50) is 50.00 credits, fires from 50.00 credits"),
      ],
    ],
    [
      "a forecast that is not reached",
      spending,
      foretold(49),
      [no("the forecast (P50) is 49.00 credits, fires from 50.00 credits")],
    ],
    ["a forecast that there is none of", spending, foretold(null), []],
    [
      "a forecast that there is none of, as it would be too uncertain",
      spending,
      foretold(null, { silent: "forecast_uncertain" }),
      [no("the forecast cannot be measured against past days; it may be off by at most 30 %")],
    ],
    [
      "a budget that is just reached",
      spending,
      budget(80, 40),
      [yes("40.00 credits, fires from 40.00 credits")],
    ],
    [
      "too little history of several windows",
      peers,
      credits({ kind: "anomaly", silent: "too_little_history", past: { present: 2, needed: 4 } }),
      [no(`there are 2 earlier windows to compare with, ${needed}`)],
    ],
    [
      "too little history of unknown length",
      peers,
      credits({ kind: "anomaly", silent: "too_little_history" }),
      [],
    ],
    [
      "a threshold below",
      below,
      finding({ breached: true, value: 100_000 }),
      [yes("10.0 %, fires below 20.0 %")],
    ],
    [
      "a threshold below nothing",
      below,
      finding({ breached: false, limit: 0, value: 0 }),
      [no("0.0 %, no value is so low that it fires")],
    ],
    [
      "a threshold above nothing",
      above,
      finding({ limit: 0, streams: 20 }),
      [yes("34.0 %, fires past 0.0 %"), yes("20 streams in the window, at least 20 are needed")],
    ],
    [
      "a silent threshold below that is reached",
      below,
      finding({ silent: "too_few_streams", value: 199_999, streams: 0 }),
      [yes("19.9 %, fires below 20.0 %"), no("there is no stream in the window")],
    ],
    [
      "a silent threshold below at its limit",
      below,
      finding({ silent: "too_few_streams", value: 200_000, streams: 0 }),
      [no("20.0 %, fires below 20.0 %"), no("there is no stream in the window")],
    ],
    [
      "a silent threshold above at its limit",
      above,
      finding({ silent: "too_few_streams", value: 200_000, streams: 1 }),
      [no("20.0 %, fires past 20.0 %"), no("1 stream in the window, at least 20 are needed")],
    ],
    [
      "an anomaly below its median",
      peers,
      credits({
        ...{ kind: "anomaly", value: CREDIT, limit: 2 * CREDIT, breached: true },
        baseline: { median: 3 * CREDIT, windows: 4 },
      }),
      [yes("1.00 credits, fires below 2.00 credits")],
    ],
    [
      "an anomaly above, its limit its median",
      peers,
      credits({
        ...{ kind: "anomaly", value: CREDIT, limit: 2 * CREDIT },
        baseline: { median: 2 * CREDIT, windows: 4 },
      }),
      [no("1.00 credits, fires past 2.00 credits")],
    ],
    [
      "a burn rate that is just at its limit",
      burning,
      credits({ kind: "burn_rate", burn: burn(2, 49) }),
      [
        no("2.00 credits in 1h, fires past 2.00 credits"),
        yes("49.00 credits in 1d, fires past 48.00 credits"),
      ],
    ],
    ["a burn rate of which nothing is known", burning, credits({ kind: "burn_rate" }), []],
    [
      "an absence of what is not remembered",
      quiet,
      finding({ kind: "absence", breached: true }),
      [yes("no stream is remembered, fires after 1d")],
    ],
    [
      "a shift of what did not exist before",
      moving,
      finding({ ...share, breached: false }),
      [
        no("there was no stream before the window to compare with"),
        yes("10 streams in the window, at least 10 are needed"),
      ],
    ],
    [
      "a shift with just enough streams",
      moving,
      finding({ ...share, earlier: { share: 850_000, streams: 10 } }),
      [
        yes("own key 12.0 %, before 85.0 %: moved by 73.0 %, fires past 50 %"),
        yes("10 streams in the window, at least 10 are needed"),
        yes("10 streams before it, at least 10 are needed"),
      ],
    ],
    [
      "another kind's earlier streams",
      above,
      finding({ streams: 20, earlier: { share: 1, streams: 2 } }),
      [yes("34.0 %, fires past 20.0 %"), yes("20 streams in the window, at least 20 are needed")],
    ],
  ])("of %s", (_what, of, found, expected) => {
    expect(checksOf(of, found, undefined, NOW)).toEqual(expected);
  });
});
