import type { Outlook } from "./weekday-moments.ts";

/** Z is the standard normal distribution's quantile for P10, P50 and P90. */
export const Z = { p10: -1.2815515655446004, p50: 0, p90: 1.2815515655446004 } as const;

/**
 * quantile returns the whole amount that a sum to come stays below with the probability of `z`. The sum is taken as gamma
 * distributed, never below 0 and skewed as spending is, and its quantile by the cube-root law of Wilson and Hilferty
 * (The distribution of chi-square, PNAS 17, 1931): mean × (1 − c + z√c)³ with c = variance / (9 mean²). For many days it is
 * the normal distribution; for a member who seldom spends much at once the median is rightly near 0. Above the median c
 * counts up to where the law is at its highest (√c = z/2), so that more uncertainty never means less.
 */
export function quantile({ mean, variance }: Outlook, z: number): number {
  if (mean <= 0) return 0;
  const relative = variance / (9 * mean * mean);
  const c = z > 0 ? Math.min(relative, (z * z) / 4) : relative;
  const root = Math.max(0, 1 - c + z * Math.sqrt(c));
  return Math.round(mean * root * root * root);
}
