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

/** Waiting is what of a rule is not judged yet, and how far back its account has to be read for it, ms since the epoch. */
export interface Waiting {
  /** A budget's steps do not wait for its forecast. */
  readonly part: "all" | "forecast";
  readonly readTo: number;
}

/**
 * waitsFor is what of a rule still waits for an account's history at `at`; null where nothing does. Nothing waits once the whole
 * history is read, `historyMs` back, however much further the rule would look.
 */
export function waitsFor(
  rule: Rule,
  account: {
    readonly ready: boolean;
    readonly readFrom: number | null;
    readonly historyMs: number;
  },
  at: number,
): Waiting | null {
  const { ready, readFrom, historyMs } = account;
  if (ready) return null;
  const isRead = (needed: number) => readFrom !== null && readFrom <= needed;
  const waiting = (part: Waiting["part"], needed: number) => ({
    part,
    readTo: Math.max(needed, at - historyMs),
  });
  const needed = neededFrom(rule, at);
  if (!isRead(needed)) return waiting("all", needed);
  if (rule.kind !== "budget" || rule.forecast.length === 0) return null;
  const past = forecastNeededFrom(rule, at);
  return isRead(past) ? null : waiting("forecast", past);
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
