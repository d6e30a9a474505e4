import { type Alert, baselineKey } from "../../core/alerts/index.ts";
import type { EvaluationState } from "../../core/ports/index.ts";
import type { Suppression } from "../../core/quiet/index.ts";
import type { NotificationGroup } from "../../core/routing/index.ts";
import type { Readiness } from "./readiness.ts";

/** Memory is the evaluation state as it was last saved, with the alerts as they were last seen. */
export interface Memory {
  readonly version: number;
  readonly tick: number | null;
  readonly seq: number;
  readonly alerts: ReadonlyMap<string, Alert>;
  /** The same alerts as they are stored: they differ where only time has passed. */
  readonly stored: ReadonlyMap<string, Alert>;
  readonly groups: readonly NotificationGroup[];
  readonly baselined: ReadonlySet<string>;
  /** The suppressions that last. */
  readonly suppressions: readonly Suppression[];
}

/** remember takes a loaded state as memory. */
export function remember(state: EvaluationState): Memory {
  const alerts = new Map(state.alerts.map((alert) => [alert.id, alert]));
  return { ...state, alerts, stored: alerts, baselined: new Set(state.baselined) };
}

/** firstEvaluation tells whether an account, or a rule for an account, has never been evaluated. */
export function firstEvaluation(
  memory: Pick<Memory, "baselined">,
): (account: string, rule: string) => "account" | "rule" | null {
  const known = new Map<string, Map<string, "account" | "rule" | null>>();
  return (account, rule) => {
    const rules = known.get(account) ?? new Map<string, "account" | "rule" | null>();
    known.set(account, rules);
    const found = rules.get(rule);
    if (found !== undefined) return found;
    const first = lookUp(memory, account, rule);
    rules.set(rule, first);
    return first;
  };
}

/**
 * An account's first evaluation lasts until all of its history is read: until then its rules are evaluated one after
 * another, as what they look back on is there, and each tells what is over then in a digest.
 */
function lookUp(
  { baselined }: Pick<Memory, "baselined">,
  account: string,
  rule: string,
): "account" | "rule" | null {
  if (baselined.has(baselineKey(account, rule))) return null;
  return baselined.has(baselineKey(account)) ? "rule" : "account";
}

/** newlyBaselined lists what this evaluation is the first of. */
export function newlyBaselined(
  memory: Pick<Memory, "baselined">,
  readiness: Readiness,
  rules: readonly { readonly name: string }[],
): readonly string[] {
  const keys = [...readiness.accounts].flatMap((account) => [
    ...(readiness.isRead(account) ? [baselineKey(account)] : []),
    ...rules
      .filter(({ name }) => readiness.covers(account, name))
      .map(({ name }) => baselineKey(account, name)),
  ]);
  return keys.filter((key) => !memory.baselined.has(key));
}

/** wasEvaluated tells whether any rule was evaluated for an account. */
export function wasEvaluated(
  { baselined }: Pick<Memory, "baselined">,
  account: string,
  rules: readonly { readonly name: string }[],
): boolean {
  return (
    baselined.has(baselineKey(account)) ||
    rules.some(({ name }) => baselined.has(baselineKey(account, name)))
  );
}
