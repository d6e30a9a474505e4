import type { Settings } from "../config/index.ts";
import type { Alert } from "../core/alerts/index.ts";
import { createQuiet, type Quiet } from "../core/quiet/index.ts";
import { createIntervalCalendar } from "../core/time/index.ts";
import { type HeldNow, quietGrounds } from "../flow/index.ts";

/** quietNow answers what keeps alerts quiet at a moment, by the configuration and by what people have done. */
export function quietNow(
  alerts: readonly Alert[],
  held: HeldNow,
  settings: Pick<Settings, "silences" | "inhibitRules">,
  now: number,
): Quiet {
  const grounds = quietGrounds(held, { suppressions: [] }, settings, createIntervalCalendar());
  return createQuiet(grounds, new Map(alerts.map((one) => [one.id, one])), now);
}
