import type { AccountSettings, BareSettings } from "../../config/index.ts";
import { type EvaluateSettings, evaluateSettings } from "../../flow/index.ts";

/** PlayedAccount is one account of a backtest. */
export type PlayedAccount = Pick<AccountSettings, "name" | "settleMs">;

/** backtestSettings is what evaluation needs of a configuration that was read without its secrets, for some accounts. */
export function backtestSettings(
  { settings, sendResolved, lanes }: Extract<BareSettings, { ok: true }>,
  accounts: readonly PlayedAccount[],
): EvaluateSettings {
  const receivers = settings.receivers.map(({ name }) => ({
    name,
    integrations: (lanes.get(name) ?? []).map((id) => ({ id })),
  }));
  return evaluateSettings({ ...settings, receivers, accounts }, (id) => sendResolved.get(id));
}
