import type { BareSettings } from "../../config/index.ts";
import type { EvaluateSettings } from "../../flow/index.ts";

/** backtestSettings is what evaluation needs of a configuration that was read without its secrets, for some accounts. */
export function backtestSettings(
  { settings, sendResolved, lanes }: Extract<BareSettings, { ok: true }>,
  accounts: readonly string[],
): EvaluateSettings {
  const { rules, groups, route, timezone, usdPerCredit } = settings;
  const receivers = settings.receivers.map(({ name }) => {
    const ids = lanes.get(name) ?? [];
    return [name, ids.map((id) => ({ id, sendResolved: sendResolved.get(id) ?? true }))] as const;
  });
  return {
    ...{ accounts, rules, groups, route, timezone, usdPerCredit },
    receivers: new Map(receivers),
  };
}
