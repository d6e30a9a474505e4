import { routeTimes } from "../quiet/index.ts";
import { holdsAt } from "../time/index.ts";
import type { LabelMatcher, Route } from "./route.ts";

/**
 * RouteVerdict is what becomes of an alert at a node of the route tree:
 * | verdict | when |
 * |---|---|
 * | speaks | it takes the alert, and none of its branches does |
 * | passes_on | it takes the alert, and one of its branches has it |
 * | no_match | one of its matchers fails |
 * | not_tried | a branch before it has the alert and does not say `continue` |
 */
export type RouteVerdict = "speaks" | "passes_on" | "no_match" | "not_tried";

/** RouteTrace is a node of the route tree with what becomes of an alert there, and why. */
export interface RouteTrace {
  readonly route: Route;
  readonly verdict: RouteVerdict;
  /** The matchers that fail. */
  readonly failed: readonly LabelMatcher[];
  readonly branches: readonly RouteTrace[];
}

/** traceRoutes follows an alert's labels through the whole route tree, branches that are not tried included. */
export function traceRoutes(route: Route, labels: Readonly<Record<string, string>>): RouteTrace {
  const failed = route.matchers.filter(({ label, matches }) => !matches(labels[label] ?? ""));
  if (failed.length > 0) return { ...untried(route), verdict: "no_match", failed };
  const branches: RouteTrace[] = [];
  let taken = false;
  let open = true;
  for (const branch of route.routes) {
    const trace = open ? traceRoutes(branch, labels) : untried(branch);
    branches.push(trace);
    if (trace.verdict !== "speaks" && trace.verdict !== "passes_on") continue;
    taken = true;
    if (!branch.continue) open = false;
  }
  return { route, verdict: taken ? "passes_on" : "speaks", failed, branches };
}

/** spokenIn lists the nodes that speak, first to last. */
export function spokenIn(trace: RouteTrace): readonly RouteTrace[] {
  return trace.verdict === "speaks" ? [trace] : trace.branches.flatMap(spokenIn);
}

function untried(route: Route): RouteTrace {
  const branches = route.routes.map(untried);
  return { route, verdict: "not_tried", failed: [], branches };
}

/** muteAt names the time intervals that keep a route from speaking at a moment (ms since the epoch); null where it may speak. */
export function muteAt(route: Route, at: number): string | null {
  const { mute } = routeTimes(route, at, (one) => ({ holds: holdsAt(one, at), until: at }));
  if (!mute) return null;
  return mute.reason === "mute_time" ? mute.source : `not ${mute.source}`;
}
