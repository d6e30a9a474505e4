import type { ScalableRule, Suggestion } from "../../app/index.ts";
import { limitOf } from "../../app/index.ts";
import { COUNT_METRICS, RATIO_METRICS, type Unit } from "../../core/rules/index.ts";
import { decimal } from "./transition-line.ts";

const COUNTS: ReadonlySet<string> = new Set(COUNT_METRICS);
const RATIOS: ReadonlySet<string> = new Set(RATIO_METRICS);

/** suggestionText proposes limits, each with the number of messages that a replay with all of them gave. */
export function suggestionText(
  suggestions: readonly Suggestion[],
  perMonth: number,
  days: number,
): string {
  if (suggestions.length === 0) {
    return "No budget, threshold or spike to propose a limit for.\n";
  }
  const lines = suggestions.map(({ rule, limit, messages }) => {
    const month = Math.round((messages * 30) / days);
    const now = limitOf(rule) === limit ? "as it is" : `now ${limitText(rule, limitOf(rule))}`;
    return `  ${rule.name}: ${keyOf(rule)}: ${limitText(rule, limit)} (${now}): ${messages} messages, ${month} a month`;
  });
  return [
    `Limits for about ${perMonth} messages a month and rule, each by a replay of these ${days.toFixed(1)} days:`,
    ...lines,
    "",
  ].join("\n");
}

function keyOf(rule: ScalableRule): string {
  if (rule.kind === "budget") return "limit";
  return rule.kind === "threshold" ? rule.direction : "times";
}

/** limitText writes a limit as the configuration takes it. */
export function limitText(rule: ScalableRule, limit: number): string {
  if (rule.kind === "spike") return decimal(limit, "ppm");
  const unit = unitOf(rule);
  if (unit === "nano") return `${decimal(limit, unit)} credits`;
  if (unit === "ppm") return `${limit / 10_000}%`;
  return unit === "ms" ? `${Math.round(limit / 1_000)}s` : String(limit);
}

function unitOf({ metric: { name } }: ScalableRule): Unit {
  if (COUNTS.has(name)) return "count";
  if (RATIOS.has(name)) return "ppm";
  return name.endsWith("_time") || name === "step_latency" ? "ms" : "nano";
}
