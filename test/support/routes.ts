import type { LabelMatcher, Route } from "../../src/core/routing/index.ts";

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

/** RouteFields are what a test says of a route; children inherit the rest, as in the configuration. */
export type RouteFields = Partial<Omit<Route, "matchers" | "routes" | "path">> & {
  match?: Readonly<Record<string, string>>;
  routes?: readonly RouteFields[];
};

/** route builds a route tree with Alertmanager's default waits and `group_by: [rule]`. */
export function route(fields: RouteFields = {}, parent?: Route, path = "0"): Route {
  const inherited: Route = parent ?? {
    path,
    receiver: "channel",
    matchers: [],
    continue: false,
    groupBy: ["rule"],
    groupWaitMs: 30 * SECOND,
    groupIntervalMs: 5 * MINUTE,
    repeatIntervalMs: 4 * HOUR,
    routes: [],
  };
  const { match = {}, routes = [], ...own } = fields;
  const self: Route = {
    ...inherited,
    continue: false,
    ...own,
    path,
    matchers: matchers(match),
    routes: [],
  };
  return { ...self, routes: routes.map((child, index) => route(child, self, `${path}/${index}`)) };
}

function matchers(match: Readonly<Record<string, string>>): LabelMatcher[] {
  return Object.entries(match).map(([label, wanted]) => ({
    label,
    source: `${label}="${wanted}"`,
    matches: (value) => value === wanted,
  }));
}
