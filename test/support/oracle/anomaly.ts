import type { AnomalyRule } from "../../../src/core/rules/index.ts";
import { type Fraction, fraction, atLeast as larger, minus, nearest, times } from "./fraction.ts";
import type { Quotient } from "./quantity.ts";
import { type Facts, scaleOf, toldOf, type Verdict } from "./verdict.ts";

const FEWEST = 4;
const HALF = fraction(1n, 2n);
const ZERO = fraction(0n);

/** anomalyVerdict judges a window by its robust score among its seasonal peers (Iglewicz and Hoaglin, 1993). */
export function anomalyVerdict(rule: AnomalyRule, facts: Facts): Verdict {
  const base = { rearmed: false, limit: rule.atLeast, breached: false, cleared: false };
  const watchesBelow = rule.direction !== "above";
  const there = facts.streams > 0 || (watchesBelow && facts.known);
  if (!there && watchesBelow) return { ...base, cleared: true };
  if (facts.value === null || facts.streams < rule.minStreams) {
    return { ...base, silent: "too_few_streams" };
  }
  if (!there) return { ...base, cleared: true };
  const scaled = ({ n, d }: Quotient) => fraction(n * scaleOf(rule), d);
  const peers = facts.earlier(rule).map(scaled);
  if (peers.length < FEWEST) {
    const past = { present: peers.length, needed: FEWEST };
    return { ...base, silent: "too_little_history", past };
  }
  return { ...base, ...compared(rule, scaled(facts.value), peers) };
}

function compared(rule: AnomalyRule, value: Fraction, peers: readonly Fraction[]) {
  const median = medianOf(peers);
  const off = peers.map((peer) => size(minus(peer, median)));
  const mad = medianOf(off);
  const mean = times(
    off.reduce((sum, each) => minus(sum, times(each, fraction(-1n))), ZERO),
    fraction(1n, BigInt(off.length)),
  );
  const deviation =
    mad.n > 0n
      ? times(mad, fraction(10_000n, 6_745n))
      : times(mean, fraction(1_253_314n, 1_000_000n));
  const rise = minus(value, median);
  const down = rule.direction === "below" || (rule.direction === "both" && rise.n < 0n);
  const away = times(rise, fraction(down ? -1n : 1n));
  const least = fraction(BigInt(rule.atLeast));
  const most = times(deviation, fraction(BigInt(rule.sensitivityMilli), 1_000n));
  const breached = away.n > 0n && minus(away, least).n >= 0n && minus(away, most).n > 0n;
  const reach = times(larger(most, least), fraction(down ? 1n : -1n));
  return {
    breached,
    cleared: !breached,
    limit: toldOf(minus(median, reach), rule),
    baseline: {
      median: toldOf(median, rule),
      windows: peers.length,
      mad: toldOf(mad, rule),
      scoreMilli: deviation.n === 0n ? null : scoreOf(rise, deviation),
    },
  };
}

/** In thousandths, halves away from zero. */
function scoreOf(rise: Fraction, deviation: Fraction): number {
  const score = times(times(rise, fraction(1_000n)), fraction(deviation.d, deviation.n));
  const whole = nearest(size(score));
  return score.n < 0n && whole !== 0 ? -whole : whole;
}

function size({ n, d }: Fraction): Fraction {
  return { n: n < 0n ? -n : n, d };
}

function medianOf(values: readonly Fraction[]): Fraction {
  const sorted = values.toSorted((a, b) => {
    const gap = minus(a, b).n;
    return gap > 0n ? 1 : gap < 0n ? -1 : 0;
  });
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? ZERO;
  const high = sorted[Math.floor(sorted.length / 2)] ?? ZERO;
  return times(minus(low, times(high, fraction(-1n))), HALF);
}
