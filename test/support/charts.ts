import type { Chart, Point } from "../../src/core/charts/index.ts";

const HOUR = 3_600_000;
const CREDIT = 1_000_000_000;
/** A Saturday at 14:05 in Berlin. */
const NOW = Date.UTC(2026, 2, 14, 13, 5);
const MONTH = Date.UTC(2026, 1, 28, 23);
const END = Date.UTC(2026, 2, 31, 22);
const base = {
  alert: "a",
  metric: { name: "neo_credits" },
  unit: "nano",
  who: "lead@acme.io",
  timezone: "Europe/Berlin",
  at: NOW,
} as const;

function points(count: number, from: number, valueAt: (part: number) => number | null): Point[] {
  return Array.from({ length: count }, (_, i): Point => {
    const part = (i + 1) / count;
    return [from + (NOW - from) * part, valueAt(part)];
  });
}

const half = { label: "50%", value: 25 * CREDIT };
const most = { label: "80%", value: 40 * CREDIT };

/** CHARTS are one chart of each kind. */
export const CHARTS: Readonly<Record<string, Chart>> = {
  budget: {
    ...{ ...base, kind: "budget", window: "month", from: MONTH, to: END, limit: 50 * CREDIT },
    points: points(60, MONTH, (part) =>
      Math.round((Math.floor(part * 14) / 14) ** 1.4 * 41.2 * CREDIT),
    ),
    steps: [half, most],
  },
  forecast: {
    ...{ ...base, kind: "budget", window: "month", from: MONTH, to: END, limit: 50 * CREDIT },
    points: points(60, MONTH, (part) => Math.round(part * 30.2 * CREDIT)),
    steps: [most],
    forecast: { p10: 52.1 * CREDIT, p50: 61.3 * CREDIT, p90: 70.4 * CREDIT },
  },
  line: {
    ...{ ...base, kind: "line", window: "1h", from: NOW - 12 * HOUR, to: NOW, who: "kim@acme.io" },
    ...{ metric: { name: "error_rate" }, unit: "ppm", bound: 200_000, direction: "above" },
    points: points(60, NOW - 12 * HOUR, (part) => {
      if (part > 0.3 && part < 0.4) return null;
      return Math.round(part * 40_000 + (part > 0.8 ? (part - 0.8) * 1.5e6 : 0));
    }),
  },
  bars: {
    ...{ ...base, kind: "bars", window: "1h", from: NOW - 25 * HOUR, to: NOW, who: "lee@acme.io" },
    points: points(
      25,
      NOW - 25 * HOUR,
      (part) => (part === 1 ? 12.4 : 1 + ((part * 75) % 4)) * CREDIT,
    ),
    ...{ median: 2.4 * CREDIT, limit: 7.2 * CREDIT },
  },
};
