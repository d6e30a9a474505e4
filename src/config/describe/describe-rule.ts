import { type Condition, PPM, type Rule, type WindowSpec } from "../../core/rules/index.ts";
import type { Settings } from "../settings.ts";
import { durationText } from "../values/duration.ts";
import { metricText, metricUnit } from "../values/metric.ts";
import { audience, type KnownLabels } from "./audience.ts";
import { columns } from "./columns.ts";
import { quantityText, quantityWithUsd } from "./quantity-text.ts";
import { receiverText } from "./receiver-text.ts";

/** describeRule tells in words what a rule watches, when it fires and who is told. */
export function describeRule(rule: Rule, settings: Settings): string[] {
  const lines = [`  ${rule.name}: ${sentence(rule, settings)}`];
  const extra = conditions(rule);
  if (extra.length > 0) lines.push(`    ${extra.join("; ")}`);
  lines.push(...columns(levels(rule, settings), "    "));
  if (rule.kind === "budget") {
    for (const { match, limit } of rule.overrides) {
      const who = Object.entries(match).map(([key, one]) => `${key} ${one?.source ?? ""}`);
      lines.push(`    except ${who.join(", ")}: ${amount(limit, rule, settings)}`);
    }
  }
  return lines;
}

type Measured = Exclude<Rule, { kind: "stream" }>;

function amount(value: number, rule: Measured, { usdPerCredit }: Settings): string {
  return quantityWithUsd(value, metricUnit(rule.metric), usdPerCredit);
}

function sentence(rule: Rule, settings: Settings): string {
  switch (rule.kind) {
    case "budget":
      return `budget of ${amount(rule.limit, rule, settings)} for ${subject(rule)} ${windowText(rule.window)}`;
    case "threshold": {
      const back = rule.direction === "above" ? "down to" : "up to";
      const resolve =
        rule.resolveBound === undefined
          ? ""
          : `, over once it is ${back} ${amount(rule.resolveBound, rule, settings)}`;
      return `${subject(rule)} ${windowText(rule.window)} ${rule.direction} ${amount(rule.bound, rule, settings)}${resolve}`;
    }
    case "spike": {
      const floor =
        rule.atLeast > 0 ? `, and at least ${amount(rule.atLeast, rule, settings)}` : "";
      const season = rule.season ? ` at the same time of each ${rule.season}` : "";
      return `${subject(rule)} over ${durationText(rule.overMs)} more than ${rule.timesPpm / PPM} times the median${season} of the last ${durationText(rule.versusMs)}${floor}`;
    }
    case "stream":
      return `each stream that ends ${rule.status.join(" or ")}${each(rule, ", by ")}`;
  }
}

function subject(rule: Measured): string {
  return `${metricText(rule.metric)}${each(rule, " of each ")}`;
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
    ...(rule.onLoad === "baseline" ? ["what is over already at load is only recorded"] : []),
  ];
}

function conditionText(condition: Condition): string {
  if (condition.field === "cost_above") {
    return `streams that cost more than ${quantityText(condition.nano, "nano")}`;
  }
  return `${condition.field} ${condition.anyOf.map(({ source }) => source).join(" or ")}`;
}

/** One line a step: its level, its severity and who is told. */
function levels(rule: Rule, settings: Settings): string[][] {
  if (rule.kind !== "budget") return [[rule.severity, told(rule, settings, rule.severity, "")]];
  return rule.steps.map((step) => [
    step.label.padStart(5),
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
