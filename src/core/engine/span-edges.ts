import { windowOf } from "../rules/look.ts";
import type { Rule } from "../rules/spec.ts";
import { frameOf } from "../windows/frame.ts";
import type { Span } from "./finding.ts";

/** edgesOf gives a window's edges: (low, high]; a calendar window begins with its first moment and ends before the next begins. */
export function edgesOf(rule: Rule, span: Span): [low: number, high: number] {
  const window = windowOf(rule);
  if (window === null || window.kind === "rolling") return [span.from, span.to];
  const frame = frameOf(window);
  const last = frame.closed(frame.at(span.from).id, span.from).high;
  return [span.from - 1, Math.min(span.to, last)];
}
