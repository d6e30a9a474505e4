import type { Route } from "../../core/routing/index.ts";
import type { Doubt, Doubtful } from "./doubt.ts";

/** idleQuiet finds time intervals that no branch of the route tree names: they keep nothing quiet. */
export function idleQuiet({ settings, intervals }: Doubtful): Doubt[] {
  const used = new Set<string>();
  const visit = ({ muteTimes = [], activeTimes = [], routes }: Route): void => {
    for (const { name } of [...muteTimes, ...activeTimes]) used.add(name);
    routes.forEach(visit);
  };
  visit(settings.route);
  return intervals.flatMap((name, index) =>
    used.has(name)
      ? []
      : {
          path: ["time_intervals", index],
          message: `No branch of the route tree names the time interval "${name}" under mute_time_intervals or active_time_intervals`,
        },
  );
}
