import type { Settings } from "../config/index.ts";
import type { Notifier } from "../core/ports/index.ts";
import type { EvaluateSettings } from "../flow/index.ts";

/** evaluateSettings is the part of the settings that evaluation depends on, with each receiver's lanes. */
export function evaluateSettings(
  settings: Settings,
  notifiers: ReadonlyMap<string, Notifier>,
): EvaluateSettings {
  const { rules, groups, route, timezone, usdPerCredit } = settings;
  const lane = (id: string) => ({ id, sendResolved: notifiers.get(id)?.sendResolved ?? true });
  const receivers = settings.receivers.map(
    ({ name, integrations }) => [name, integrations.map(({ id }) => lane(id))] as const,
  );
  return {
    accounts: settings.accounts.map(({ name }) => name),
    rules,
    groups,
    route,
    receivers: new Map(receivers),
    timezone,
    usdPerCredit,
  };
}
