import type { Alert } from "../alerts/alert.ts";
import type { Finding, Past } from "../engine/finding.ts";
import { plural } from "../message/plural.ts";
import { bareQuantity, duration, roundQuantity } from "../message/quantity.ts";
import { type BudgetRule, type BurnRateRule, PPM, type Rule, type Unit } from "../rules/spec.ts";
import { laneOf } from "../rules/step-label.ts";
import { durationName } from "../time/index.ts";
import type { Check } from "./explanation.ts";

/** checksOf lists the conditions under which a finding's state fires, each with its numbers and whether it is met. */
export function checksOf(
  rule: Rule,
  finding: Finding,
  alert: Alert | undefined,
  at: number,
): readonly Check[] {
  return [
    ...silence(rule, finding),
    ...compared(rule, finding, at),
    ...(laneOf(finding.ref.step) === "no_data" ? [] : enoughStreams(rule, finding)),
    ...lasting(rule, finding, alert, at),
    ...held(alert),
  ];
}

function silence(rule: Rule, { silent, past, forecast }: Finding): Check[] {
  switch (silent) {
    case "no_data":
      return [no("there is no stream to go by in the window")];
    case "forecast_uncertain":
      return [no(uncertain(rule as BudgetRule, forecast?.errorPpm ?? null))];
    case "too_little_history":
      return past === undefined ? [] : [no(tooLittle(rule, past))];
    default:
      // Too few streams are said with their number.
      return [];
  }
}

function tooLittle({ kind }: Rule, { present, needed }: Past): string {
  return kind === "budget"
    ? `the group has ${plural(present, "full past day")}, a forecast needs ${needed}`
    : `there ${present === 1 ? "is" : "are"} ${plural(present, "earlier window")} to compare with, at least ${needed} are needed`;
}

function uncertain({ forecastMaxErrorPpm }: BudgetRule, errorPpm: number | null): string {
  const most = roundQuantity(forecastMaxErrorPpm, "ppm");
  return errorPpm === null
    ? `the forecast cannot be measured against past days; it may be off by at most ${most}`
    : `the forecast has been off by ${roundQuantity(errorPpm, "ppm")} on past days, at most ${most} is allowed`;
}

function compared(rule: Rule, finding: Finding, at: number): Check[] {
  if (laneOf(finding.ref.step) === "no_data") {
    const text = `${plural(finding.streams, "stream")} in the window, told when there are none`;
    return [{ met: finding.breached, text }];
  }
  switch (rule.kind) {
    case "budget":
      return spent(finding);
    case "burn_rate":
      return burning(rule, finding);
    case "absence":
      return [quiet(finding, rule.overMs, at)];
    case "shift":
      return moved(finding);
    default:
      return beyond(rule, finding);
  }
}

function spent({ ref, value, limit, unit, forecast }: Finding): Check[] {
  if (laneOf(ref.step) !== "forecast") {
    const text = `${amountText(value, unit)}, fires from ${amountText(limit, unit)}`;
    return [{ met: value >= limit, text }];
  }
  if (forecast === undefined) return [];
  const { p50 } = forecast;
  const text = `the forecast (P50) is ${amountText(p50, unit)}, fires from ${amountText(limit, unit)}`;
  return [{ met: p50 >= limit, text }];
}

function beyond(rule: Rule, { value, limit, unit, silent, breached, baseline }: Finding): Check[] {
  if (silent === "too_little_history") return [];
  const below =
    rule.kind === "threshold" ? rule.direction === "below" : limit < (baseline?.median ?? 0);
  const level =
    below && limit <= 0
      ? "no value is so low that it fires"
      : `fires ${below ? "below" : "past"} ${amountText(limit, unit)}`;
  const text = `${amountText(value, unit)}, ${level}`;
  // A rule that is silent is never breached, whatever its value.
  const met = silent === undefined ? breached : below ? value < limit : value > limit;
  return [{ met, text }];
}

function amountText(value: number, unit: Unit): string {
  return `${bareQuantity(value, unit)}${unit === "nano" ? " credits" : ""}`;
}

function burning({ timesPpm }: BurnRateRule, { burn, unit }: Finding): Check[] {
  if (burn === undefined) return [];
  return [burn.fast, burn.slow].map(({ ms, value }) => {
    const most = Math.round((burn.plan * ms * (timesPpm / PPM)) / burn.fast.ms);
    const text = `${amountText(value, unit)} in ${durationName(ms)}, fires past ${amountText(most, unit)}`;
    return { met: value > most, text };
  });
}

function quiet({ lastAt, breached }: Finding, overMs: number, at: number): Check {
  const last =
    lastAt === undefined
      ? "no stream is remembered"
      : `the last stream was ${duration(at - lastAt)} ago`;
  return { met: breached, text: `${last}, fires after ${durationName(overMs)}` };
}

function moved({ value, earlier, limit, breached }: Finding): Check[] {
  if (earlier === undefined) return [no("there was no stream before the window to compare with")];
  const change = bareQuantity(Math.abs(value - earlier.share), "ppm");
  const shares = `own key ${bareQuantity(value, "ppm")}, before ${bareQuantity(earlier.share, "ppm")}`;
  return [
    {
      met: breached,
      text: `${shares}: moved by ${change}, fires past ${roundQuantity(limit, "ppm")}`,
    },
  ];
}

function enoughStreams(rule: Rule, { streams, earlier, silent }: Finding): Check[] {
  const least = "minStreams" in rule ? rule.minStreams : 0;
  if (least === 0)
    return silent === "too_few_streams" ? [no("there is no stream in the window")] : [];
  const checks = [
    {
      met: streams >= least,
      text: `${plural(streams, "stream")} in the window, at least ${least} are needed`,
    },
  ];
  if (rule.kind !== "shift" || earlier === undefined) return checks;
  return [
    ...checks,
    {
      met: earlier.streams >= least,
      text: `${plural(earlier.streams, "stream")} before it, at least ${least} are needed`,
    },
  ];
}

/** `for` is waited out by the daemon: how long it has lasted is in what it stored. */
function lasting(rule: Rule, { breached }: Finding, alert: Alert | undefined, at: number): Check[] {
  if (!breached || rule.forMs === 0) {
    const kept = !breached && alert?.status === "firing" && rule.keepFiringForMs > 0;
    return kept
      ? [
          {
            met: true,
            text: `keeps firing for ${durationName(rule.keepFiringForMs)} after it held last`,
          },
        ]
      : [];
  }
  const since = alert?.pendingSince ?? alert?.startsAt ?? null;
  const lasted = since === null ? 0 : at - since;
  const met = alert?.status === "firing" || lasted >= rule.forMs;
  return [
    {
      met,
      text: `has held for ${lasted > 0 ? duration(lasted) : "no time yet"}, fires after ${durationName(rule.forMs)}`,
    },
  ];
}

function held(alert: Alert | undefined): Check[] {
  if (alert?.status !== "firing") return [];
  if (alert.muted)
    return [
      no("not told: it was already so when the rule was first evaluated (on_load: baseline)"),
    ];
  return alert.covered ? [no("not told: a higher step of the same budget speaks for it")] : [];
}

function no(text: string): Check {
  return { met: false, text };
}
