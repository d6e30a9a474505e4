import type { BareSettings } from "../../config/index.ts";
import { type EvaluateSettings, evaluateSettings } from "../../flow/index.ts";

/** backtestSettings is what evaluation needs of a configuration that was read without its secrets, for some accounts. */
export function backtestSettings(
  { settings, sendResolved, lanes }: Extract<BareSettings, { ok: true }>,
  accounts: readonly string[],
): EvaluateSettings {
  const receivers = settings.receivers.map(({ name }) => ({
    name,
    integrations: (lanes.get(name) ?? []).map((id) => ({ id })),
  }));
  // A replay knows each row from the end of its run on: periods that are over are not looked at again.
  const configured = {
    ...settings,
    receivers,
    accounts: accounts.map((name) => ({ name, settleMs: 0 })),
  };
  return evaluateSettings(configured, (id) => sendResolved.get(id));
}
