import { windowOf } from "../rules/look.ts";
import type { Rule } from "../rules/spec.ts";
import { frameOf } from "../windows/frame.ts";
import type { Span } from "./finding.ts";

/** Edges are a window's edges: (low, high]. */
export type Edges = [low: number, high: number];

/** edgesOf gives a window's edges; a calendar window begins with its first moment and ends before the next begins. */
export function edgesOf(rule: Rule, span: Span): Edges {
  return edgesBy(rule)(span);
}

/** edgesBy is edgesOf for many windows of a rule, those of the same begin one after the other: each period is looked up once. */
export function edgesBy(rule: Rule): (span: Span) => Edges {
  const window = windowOf(rule);
  if (window === null || window.kind === "rolling") return ({ from, to }) => [from, to];
  const frame = frameOf(window);
  let period = { from: Number.NaN, last: 0 };
  return ({ from, to }) => {
    if (from !== period.from) {
      period = { from, last: frame.closed(frame.at(from).id, from).high };
    }
    return [from - 1, Math.min(to, period.last)];
  };
}
