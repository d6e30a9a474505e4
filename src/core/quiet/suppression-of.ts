import type { Alert } from "../alerts/alert.ts";
import type { Quiet } from "./quiet.ts";
import type { Timed } from "./route-times.ts";
import type { Suppression } from "./suppression.ts";

/** Suppressed is why an alert is not told by a route. */
export type Suppressed = Pick<Suppression, "reason" | "source">;

/**
 * suppressionOf says which suppression holds for an alert by a route; null where it is told. Of several the first counts:
 *
 * | what holds                                | reason                | what becomes of the alert by this route                         |
 * |-------------------------------------------|-----------------------|-----------------------------------------------------------------|
 * | a silence matches it                      | `silenced`            | not told; known: not repeated, its end is told; a single        |
 * |                                           |                       | happening counts as told                                        |
 * | another alert speaks for it               | `inhibited`           | the same                                                        |
 * | a mute time of the route                  | `mute_time`           | everything waits for the end of that time                       |
 * | no active time of the route               | `outside_active_time` | the same                                                        |
 * | it is acknowledged, and has not worsened  | `acknowledged`        | not told; known: not repeated, corrected in place, its end told |
 */
export function suppressionOf(alert: Alert, route: Timed, quiet: Quiet): Suppressed | null {
  const hush = quiet.hushOf(alert);
  if (hush && hush.reason !== "acknowledged") return only(hush);
  const { mute } = quiet.timesOf(route);
  return mute ?? (hush && only(hush));
}

function only({ reason, source }: Suppressed): Suppressed {
  return { reason, source };
}
