import {
  type AnomalyRule,
  type Condition,
  metricOf,
  PPM,
  type Rule,
  type SpikeRule,
  type ThresholdRule,
  type WindowSpec,
} from "../../core/rules/index.ts";
import type { Settings } from "../settings.ts";
import { durationText } from "../values/duration.ts";
import { metricText, metricUnit } from "../values/metric.ts";
import { percentText } from "../values/percent.ts";
import { audience, type KnownLabels } from "./audience.ts";
import { columns } from "./columns.ts";
import { describeOverrides } from "./describe-overrides.ts";
import { quantityText, quantityWithUsd } from "./quantity-text.ts";
import { receiverText } from "./receiver-text.ts";

/** describeRule tells in words what a rule watches, when it fires and who is told. */
export function describeRule(rule: Rule, settings: Settings): string[] {
  const lines = [`  ${rule.name}: ${sentence(rule, settings)}`];
  const extra = conditions(rule);
  if (extra.length > 0) lines.push(`    ${extra.join("; ")}`);
  lines.push(...columns(levels(rule, settings), "    "));
  if ("overrides" in rule) lines.push(...describeOverrides(rule, settings));
  return lines;
}

function sentence(rule: Rule, settings: Settings): string {
  switch (rule.kind) {
    case "budget":
      return `budget of ${amount(rule.limit, rule, settings)} for ${subject(rule)} ${windowText(rule.window)}`;
    case "threshold":
      return thresholdSentence(rule, settings);
    case "spike": {
      const season = rule.season ? ` at the same time of each ${rule.season}` : "";
      return `${subject(rule)} over ${durationText(rule.overMs)} more than ${rule.timesPpm / PPM} times the median${season} of the last ${durationText(rule.versusMs)}${floor(rule, ", and at least", settings)}`;
    }
    case "anomaly":
      return `${subject(rule)} over ${durationText(rule.overMs)} ${SIDE[rule.direction]} the usual at the same time of each ${rule.season} of the last ${durationText(rule.versusMs)}, by a robust score of more than ${rule.sensitivityMilli / 1000}${floor(rule, ", and by at least", settings)}`;
    case "burn_rate":
      return `${subject(rule)} over ${durationText(rule.fastMs)} and over ${durationText(rule.slowMs)} both more than ${rule.timesPpm / PPM} times the plan of ${amount(rule.limit, rule, settings)} ${windowText(rule.window)}`;
    case "stream":
      return `each stream that ends ${rule.status.join(" or ")}${each(rule, ", by ")}`;
    case "absence":
      return `no stream${each(rule, " of a ")} for ${durationText(rule.overMs)}, for as long as there were some in the last ${durationText(rule.rememberMs)}`;
    case "new_value":
      return `each ${rule.of}${each(rule, " of a ")} that was not seen for ${durationText(rule.rememberMs)}, once there are streams for ${durationText(rule.learnMs)}`;
    case "shift":
      return `share of own-key streams${each(rule, " of each ")} over ${durationText(rule.overMs)} moved${TOWARDS[rule.to]} by more than ${percentText(rule.byPpm)} against the ${durationText(rule.versusMs)} before`;
  }
}

const SIDE = { above: "above", below: "below", both: "above or below" } as const;
const TOWARDS = { platform: " to platform credits", own_key: " to own keys", either: "" } as const;

function thresholdSentence(rule: ThresholdRule, settings: Settings): string {
  const back = rule.direction === "above" ? "down to" : "up to";
  const resolve =
    rule.resolveBound === undefined
      ? ""
      : `, over once it is ${back} ${amount(rule.resolveBound, rule, settings)}`;
  return `${subject(rule)} ${windowText(rule.window)} ${rule.direction} ${amount(rule.bound, rule, settings)}${resolve}`;
}

function floor(rule: SpikeRule | AnomalyRule, words: string, settings: Settings): string {
  return rule.atLeast > 0 ? `${words} ${amount(rule.atLeast, rule, settings)}` : "";
}

function amount(value: number, rule: Rule, { usdPerCredit }: Settings): string {
  return quantityWithUsd(value, metricUnit(metricOf(rule)), usdPerCredit);
}

function subject(rule: Rule): string {
  return `${metricText(metricOf(rule))}${each(rule, " of each ")}`;
}

function each(rule: Rule, before: string): string {
  return rule.by.length > 0 ? `${before}${rule.by.join(" and ")}` : "";
}

function windowText(window: WindowSpec): string {
  if (window.kind === "rolling") return `over ${durationText(window.ms)}`;
  const starts =
    window.unit === "week"
      ? `, from ${window.weekStarts}`
      : window.startsOn > 1
        ? `, from day ${window.startsOn}`
        : "";
  return `per calendar ${window.unit}${starts} (${window.timezone})`;
}

function conditions(rule: Rule): string[] {
  const minStreams = "minStreams" in rule ? rule.minStreams : 0;
  return [
    ...(rule.where.length > 0 ? [`only ${rule.where.map(conditionText).join(" and ")}`] : []),
    ...(minStreams > 0 ? [`only with ${minStreams} streams or more`] : []),
    ...(rule.forMs > 0 ? [`once it has held for ${durationText(rule.forMs)}`] : []),
    ...(rule.keepFiringForMs > 0 ? [`kept up for ${durationText(rule.keepFiringForMs)}`] : []),
    ...(rule.noData ? [NO_DATA_WORDS[rule.noData]] : []),
    ...(rule.onLoad === "baseline" ? ["what is over already at load is only recorded"] : []),
  ];
}

const NO_DATA_WORDS = {
  zero: "without streams the value is 0",
  keep: "without streams an alert stays as it is",
  alert: "without streams that itself is told",
} as const;

function conditionText(condition: Condition): string {
  if (condition.field === "cost_above") {
    return `streams that cost more than ${quantityText(condition.nano, "nano")}`;
  }
  return `${condition.field} ${condition.anyOf.map(({ source }) => source).join(" or ")}`;
}

/** One line a step: its level, its severity and who is told. */
function levels(rule: Rule, settings: Settings): string[][] {
  if (rule.kind !== "budget") return [[rule.severity, told(rule, settings, rule.severity, "")]];
  const steps = [...rule.steps, ...rule.forecast];
  const width = Math.max(5, ...steps.map(({ label }) => label.length));
  return steps.map((step) => [
    step.label.padStart(width),
    amount(Math.round((rule.limit * step.ppm) / PPM), rule, settings),
    step.severity,
    told(rule, settings, step.severity, step.label),
  ]);
}

function told(rule: Rule, settings: Settings, severity: string, step: string): string {
  const account = settings.accounts.length === 1 ? (settings.accounts[0]?.name ?? null) : null;
  const labels: KnownLabels = {
    ...rule.labels,
    ...Object.fromEntries(rule.by.map((dimension) => [dimension, null])),
    account,
    rule: rule.name,
    kind: rule.kind,
    severity,
    step,
  };
  const receivers = audience(settings.route, labels).map(({ receiver, provided }) => {
    const condition = provided.length > 0 ? ` if ${provided.join(" and ")}` : "";
    return receiverText(receiver, settings.receivers) + condition;
  });
  return `→ ${receivers.join(", ")}`;
}
