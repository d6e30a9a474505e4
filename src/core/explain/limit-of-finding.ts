import type { Finding } from "../engine/finding.ts";
import type { Rule } from "../rules/spec.ts";
import type { Limit } from "./explanation.ts";

/** Standing is a group's limit with what is left of it, and how near it is: 1 is at the limit. */
export interface Standing {
  readonly limit: Omit<Limit, "from">;
  readonly nearness: number;
}

/** standingOf says how far a finding is from its limit, as its kind of rule measures that. */
export function standingOf(rule: Rule, finding: Finding, at: number): Standing {
  switch (rule.kind) {
    case "absence":
      return upTo(
        finding.lastAt === undefined ? rule.overMs : at - finding.lastAt,
        rule.overMs,
        "ms",
      );
    case "shift":
      return upTo(moved(finding), rule.byPpm, "ppm");
    case "threshold":
      return rule.direction === "above"
        ? upTo(finding.value, rule.bound, finding.unit)
        : downTo(finding);
    case "anomaly":
      return finding.limit < (finding.baseline?.median ?? 0) ? downTo(finding) : upToLimit(finding);
    default:
      return upToLimit(finding);
  }
}

function upToLimit({ value, limit, budget, kind, unit }: Finding): Standing {
  return upTo(value, kind === "budget" ? (budget ?? limit) : limit, unit);
}

function upTo(value: number, limit: number, unit: Finding["unit"]): Standing {
  const nearness = limit > 0 ? value / limit : value > 0 ? Number.MAX_VALUE : 0;
  return { limit: { value: limit, unit, headroom: limit - value }, nearness };
}

function downTo({ value, limit, unit }: Finding): Standing {
  // No value is below 0: a level there is out of reach, however low the value is.
  const nearness = limit <= 0 ? 0 : value > 0 ? limit / value : Number.MAX_VALUE;
  return { limit: { value: limit, unit, headroom: value - limit }, nearness };
}

function moved({ value, earlier }: Finding): number {
  return earlier === undefined ? 0 : Math.abs(value - earlier.share);
}
