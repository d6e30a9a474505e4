import { frameOf } from "../windows/frame.ts";
import { lookBackOf } from "./look.ts";
import type { Rule } from "./spec.ts";

/** As long as a run may take: one that ended within a window may have been created so long before it. */
const LONGEST_RUN_MS = 86_400_000;

/**
 * neededFrom is the moment from which on an account has to be read before a rule may be judged at `at`: where its window
 * begins, or what it is compared with. A budget's forecast needs more than its steps; see forecastNeededFrom.
 */
export function neededFrom(rule: Rule, at: number): number {
  if (rule.kind === "stream") return at;
  const from = windowsFrom(rule, at);
  return rule.time === "finished_at" ? from - LONGEST_RUN_MS : from;
}

/** forecastNeededFrom is the moment from which on an account has to be read before a budget's forecast may be judged. */
export function forecastNeededFrom(rule: Rule, at: number): number {
  return Math.min(neededFrom(rule, at), at - lookBackOf(rule));
}

/** waitsFor is how far back an account has still to be read before a rule may be judged; null where it may. */
export function waitsFor(
  rule: Rule,
  { ready, readFrom }: { readonly ready: boolean; readonly readFrom: number | null },
  at: number,
): number | null {
  if (ready) return null;
  const needed = neededFrom(rule, at);
  return readFrom !== null && readFrom <= needed ? null : needed;
}

function windowsFrom(rule: Rule, at: number): number {
  switch (rule.kind) {
    case "budget":
    case "threshold":
      return frameOf(rule.window).at(at).span.from;
    case "burn_rate":
      return Math.min(frameOf(rule.window).at(at).span.from, at - rule.slowMs);
    default:
      return at - lookBackOf(rule);
  }
}
