import { stringify } from "yaml";
import type { Route } from "../../core/routing/index.ts";
import type { Settings } from "../settings.ts";
import { durationText } from "../values/duration.ts";

/**
 * alertmanagerConfig prints the route tree and the inhibit rules as a configuration that Alertmanager's own tools read, such as
 * `amtool config routes`; of the receivers the names alone, so that nothing secret is in it. Times at which branches are mute are
 * left out, since ours may run past midnight and Alertmanager's may not.
 */
export function alertmanagerConfig(
  settings: Pick<Settings, "route" | "receivers" | "inhibitRules">,
): string {
  const { route, receivers, inhibitRules } = settings;
  return stringify({
    route: routeOf(route),
    receivers: receivers.map(({ name }) => ({ name })),
    inhibit_rules: inhibitRules.map(({ source, target, equal }) => ({
      source_matchers: source.map((one) => one.source),
      target_matchers: target.map((one) => one.source),
      equal,
    })),
  });
}

function routeOf(route: Route): unknown {
  const { matchers, routes } = route;
  return {
    receiver: route.receiver,
    ...(matchers.length > 0 ? { matchers: matchers.map(({ source }) => source) } : {}),
    ...(route.continue ? { continue: true } : {}),
    group_by: route.groupBy,
    group_wait: durationText(route.groupWaitMs),
    group_interval: durationText(route.groupIntervalMs),
    repeat_interval: durationText(route.repeatIntervalMs),
    ...(routes.length > 0 ? { routes: routes.map(routeOf) } : {}),
  };
}
