import type { Alert } from "../../core/alerts/index.ts";

type Annotations = Readonly<Record<string, string>>;

/**
 * comparedWith gives what an alert's value was compared with as annotations, by the kind of its rule. Amounts are exact, in the
 * alert's unit; times are ISO, stretches of time whole seconds, shares and errors parts per million.
 */
export function comparedWith(alert: Alert, exact: (value: number) => string): Annotations {
  return {
    ...foretold(alert, exact),
    ...burning(alert, exact),
    ...usual(alert, exact),
    ...(alert.earlier && {
      earlier_value: exact(alert.earlier.share),
      earlier_streams: String(alert.earlier.streams),
    }),
    ...(alert.lastAt !== undefined && { last_stream_at: iso(alert.lastAt) }),
  };
}

function foretold({ forecast }: Alert, exact: (value: number) => string): Annotations {
  if (forecast === undefined) return {};
  const { p10, p50, p90, errorPpm, days, until } = forecast;
  return {
    ...{ forecast_p10: exact(p10), forecast_p50: exact(p50), forecast_p90: exact(p90) },
    ...(errorPpm !== null && { forecast_error_ppm: String(errorPpm) }),
    ...{ forecast_days: String(days), forecast_until: iso(until) },
  };
}

function burning({ burn }: Alert, exact: (value: number) => string): Annotations {
  if (burn === undefined) return {};
  const { fast, slow, plan, spent, exhaustedInMs } = burn;
  return {
    ...{ fast_value: exact(fast.value), fast_seconds: seconds(fast.ms), fast_plan: exact(plan) },
    ...{ slow_value: exact(slow.value), slow_seconds: seconds(slow.ms) },
    budget_spent: exact(spent),
    ...(exhaustedInMs !== null && { exhausted_in_seconds: seconds(exhaustedInMs) }),
  };
}

function usual({ baseline }: Alert, exact: (value: number) => string): Annotations {
  if (baseline === undefined) return {};
  const { median, windows, mad, scoreMilli } = baseline;
  return {
    ...{ baseline_median: exact(median), baseline_windows: String(windows) },
    ...(mad !== undefined && { baseline_mad: exact(mad) }),
    ...(typeof scoreMilli === "number" && { robust_score: (scoreMilli / 1_000).toFixed(3) }),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function seconds(ms: number): string {
  return String(Math.round(ms / 1_000));
}
