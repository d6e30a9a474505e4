import type { Rule, WindowSpec } from "../../../src/core/rules/index.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An hour more than the most days that each has: the clock may be put back within it. */
const LONGEST = {
  hour: 2 * HOUR,
  day: DAY + HOUR,
  week: 7 * DAY + HOUR,
  month: 31 * DAY + HOUR,
  quarter: 92 * DAY + HOUR,
  year: 366 * DAY + HOUR,
};

/** horizonOf is how far back from a tick rows count at all: as far as any rule looks, and eight days at least. */
export function horizonOf(rules: readonly Rule[]): number {
  return Math.max(8 * DAY, ...rules.map(reachOf));
}

function reachOf(rule: Rule): number {
  switch (rule.kind) {
    case "budget": {
      const length = lengthOf(rule.window);
      // Fifty-six past days, the day before them, and today, with an hour for each clock change among them.
      return rule.forecast.length === 0 ? length : Math.max(length, 58 * DAY + 2 * HOUR);
    }
    case "threshold":
      return lengthOf(rule.window);
    case "burn_rate":
      return Math.max(rule.slowMs, lengthOf(rule.window));
    case "spike":
    case "anomaly":
    case "shift":
      return rule.overMs + rule.versusMs;
    case "absence":
      return rule.overMs + rule.rememberMs;
    case "new_value":
      return rule.learnMs + rule.rememberMs;
    case "stream":
      return 0;
  }
}

function lengthOf(window: WindowSpec): number {
  return window.kind === "rolling" ? window.ms : LONGEST[window.unit];
}
