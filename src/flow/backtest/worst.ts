import type { AlertRef, Finding } from "../../core/engine/index.ts";
import { isHappening, type Rule, type Unit } from "../../core/rules/index.ts";

/** Worst is the moment at which a rule was furthest past its limit: of a budget the whole limit, not a step's share. */
export interface Worst {
  readonly at: number;
  readonly ref: AlertRef;
  readonly unit: Unit;
  readonly value: number;
  readonly limit: number;
  /** How many times the limit; of a bound from below, how many times the bound is the value. */
  readonly share: number;
}

/** createWorstBook keeps the worst breach of each rule. */
export function createWorstBook(rules: ReadonlyMap<string, Rule>): {
  note(finding: Finding, at: number): void;
  readonly worst: ReadonlyMap<string, Worst>;
} {
  const worst = new Map<string, Worst>();
  const below = new Set(
    [...rules.values()].flatMap((rule) =>
      rule.kind === "threshold" && rule.direction === "below" ? [rule.name] : [],
    ),
  );
  return {
    worst,
    note: (finding, at) => {
      if (!finding.breached || isHappening(finding.kind)) return;
      const { ref, unit, value } = finding;
      const limit = finding.budget ?? finding.limit;
      const share = below.has(ref.rule) ? times(limit, value) : times(value, limit);
      const known = worst.get(ref.rule);
      if (known !== undefined && known.share >= share) return;
      worst.set(ref.rule, { at, ref, unit, value, limit, share });
    },
  };
}

function times(value: number, of: number): number {
  if (of === 0) return value === 0 ? 1 : Number.MAX_SAFE_INTEGER;
  return value / of;
}
