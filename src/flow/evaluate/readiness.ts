import type { Finding } from "../../core/engine/index.ts";
import type { AccountCoverage } from "../../core/ports/index.ts";
import { forecastNeededFrom, neededFrom, type Rule } from "../../core/rules/index.ts";
import type { LedgerRow } from "../../core/stream.ts";

/** Readiness says what may be judged of which account, by how much of its history is read. */
export interface Readiness {
  /** Configured accounts of which anything is read. */
  readonly accounts: ReadonlySet<string>;
  /** Whether all of an account's history is read. */
  isRead(account: string): boolean;
  /** Whether all of an account is read back to a moment. */
  reachesTo(account: string, moment: number): boolean;
  /** Whether what a rule looks back on is read. */
  covers(account: string, rule: string): boolean;
  /** Whether a finding may be judged: a budget's forecast looks back further than its steps. */
  holds(finding: Pick<Finding, "ref" | "forecast">): boolean;
  /** Whether a row had not ended yet when its account was first read: what had is history. */
  isNew(row: Pick<LedgerRow, "account" | "finishedAt">): boolean;
}

/** readinessAt works out what may be judged at a moment. */
export function readinessAt(
  at: number,
  coverage: readonly AccountCoverage[],
  settings: { readonly accounts: readonly string[]; readonly rules: readonly Rule[] },
): Readiness {
  const configured = new Set(settings.accounts);
  const known = new Map(
    coverage
      .filter(
        ({ account, ready, readFrom }) => configured.has(account) && (ready || readFrom !== null),
      )
      .map((one) => [one.account, one]),
  );
  const rules = new Map(settings.rules.map((rule) => [rule.name, rule]));
  const steps = remembered(rules, (rule) => neededFrom(rule, at));
  const forecasts = remembered(rules, (rule) => forecastNeededFrom(rule, at));
  /** The moment is worked out only where it decides. */
  const reaches = (account: string, moment: () => number) => {
    const one = known.get(account);
    return one !== undefined && (one.ready || (one.readFrom ?? at) <= moment());
  };
  return {
    accounts: new Set(known.keys()),
    isRead: (account) => known.get(account)?.ready === true,
    reachesTo: (account, moment) => reaches(account, () => moment),
    covers: (account, rule) => reaches(account, () => steps(rule)),
    holds: ({ ref: { account, rule }, forecast }) =>
      reaches(account, () => (forecast === undefined ? steps(rule) : forecasts(rule))),
    isNew: ({ account, finishedAt }) => finishedAt >= (known.get(account)?.followedFrom ?? 0),
  };
}

/** Only while a history is being read anybody asks, so nothing is worked out before; a rule that is gone needs all of it. */
function remembered(
  rules: ReadonlyMap<string, Rule>,
  work: (rule: Rule) => number,
): (rule: string) => number {
  const done = new Map<string, number>();
  return (name) => {
    const rule = rules.get(name);
    const known = done.get(name) ?? (rule ? work(rule) : Number.NEGATIVE_INFINITY);
    done.set(name, known);
    return known;
  };
}
