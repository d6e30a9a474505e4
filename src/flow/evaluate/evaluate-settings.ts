import type { EvaluateSettings, Lane } from "./evaluate-parts.ts";

/** Configured is what evaluation takes of a configuration. */
export interface Configured
  extends Pick<
    EvaluateSettings,
    | "rules"
    | "groups"
    | "route"
    | "inhibitRules"
    | "silences"
    | "timezone"
    | "usdPerCredit"
    | "amendFromPpm"
  > {
  readonly accounts: readonly { readonly name: string; readonly settleMs: number }[];
  readonly receivers: readonly ConfiguredReceiver[];
}

interface ConfiguredReceiver {
  readonly name: string;
  readonly integrations: readonly { readonly id: string }[];
}

/**
 * evaluateSettings is the part of a configuration that evaluation depends on, with each receiver's lanes. An integration
 * of which `sendsResolved` knows nothing hears of what is over; `reaches` tells which write to whom a message is about.
 */
export function evaluateSettings(
  configured: Configured,
  sendsResolved: (id: string) => boolean | undefined,
  reaches: (id: string) => Lane["toOwner"] = () => undefined,
): EvaluateSettings {
  const { accounts, rules, groups, route, inhibitRules, silences, receivers } = configured;
  const { timezone, usdPerCredit, amendFromPpm } = configured;
  const lane = (id: string): Lane => {
    const toOwner = reaches(id);
    return { id, sendResolved: sendsResolved(id) ?? true, ...(toOwner && { toOwner }) };
  };
  const lanes = receivers.map(
    ({ name, integrations }) => [name, integrations.map(({ id }) => lane(id))] as const,
  );
  return {
    accounts: accounts.map(({ name }) => name),
    settleMs: new Map(accounts.map(({ name, settleMs }) => [name, settleMs])),
    rules,
    groups,
    route,
    inhibitRules,
    silences,
    receivers: new Map(lanes),
    timezone,
    usdPerCredit,
    amendFromPpm,
  };
}
