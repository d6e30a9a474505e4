import type { Decided, Facts, Measured } from "./verdict.ts";

/** NO_DATA is the step that tells of missing rows. */
export const NO_DATA = "no data";

/** withNoData is what a rule says of a group that may have no row in its window, by the rule's `no_data`. */
export function withNoData(
  rule: Measured,
  step: string,
  facts: Facts,
  decide: (facts: Facts) => Decided,
): Decided {
  const idle = facts.streams === 0 && facts.known && !facts.ended;
  if (step === NO_DATA) return missing(idle, facts.streams > 0);
  if (!idle || rule.noData === undefined) return decide(facts);
  if (rule.noData === "zero") {
    const { silent, ...spoken } = decide({ ...facts, value: { n: 0n, d: 1n } });
    if (silent === undefined) return spoken;
    return silent === "too_few_streams" ? { ...spoken, cleared: true } : { ...spoken, silent };
  }
  const { silent: _, ...spoken } = decide(facts);
  const still = { ...spoken, breached: false, cleared: false };
  return rule.noData === "keep" ? { ...still, rearmed: false } : { ...still, silent: "no_data" };
}

function missing(idle: boolean, back: boolean): Decided {
  const silent = idle || back ? {} : { silent: "no_data" as const };
  return { breached: idle, cleared: back, rearmed: back, limit: 0, ...silent };
}
