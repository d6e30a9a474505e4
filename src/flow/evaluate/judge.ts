import {
  type Advanced,
  type Alert,
  advance,
  alertId,
  isSameHappening,
  systemFindings,
} from "../../core/alerts/index.ts";
import type { AlertRef, Engine, Finding } from "../../core/engine/index.ts";
import type { AlertStore, SystemCondition } from "../../core/ports/index.ts";
import { isHappening } from "../../core/rules/index.ts";
import type { EvaluateSettings } from "./evaluate-parts.ts";
import { firstEvaluation, type Memory } from "./memory.ts";

/** Moment is what one evaluation judges: when, whom, and on what grounds. */
export interface Moment {
  readonly tick: number;
  readonly engine: Engine;
  /** Configured accounts whose history was read. */
  readonly accounts: ReadonlySet<string>;
  readonly conditions: readonly SystemCondition[];
  /** The rules may differ from those of the evaluation before. */
  readonly edited: boolean;
}

/** judge moves every alert by what the engine finds at a tick and by the daemon's own troubles. */
export async function judge(
  moment: Moment,
  memory: Memory,
  settings: EvaluateSettings,
  store: Pick<AlertStore, "known">,
): Promise<Advanced> {
  const { tick, engine, accounts, conditions } = moment;
  const configured = new Set(settings.accounts);
  const found = engine
    .tick(tick, openRefs(memory.alerts.values(), accounts))
    .filter(({ ref }) => accounts.has(ref.account));
  const findings = await withoutKnown(found, memory, store);
  findings.push(...systemFindings(conditions, memory.alerts.values(), tick));
  return advance(memory.alerts, findings, {
    now: tick,
    rules: new Map(settings.rules.map((rule) => [rule.name, rule])),
    first: firstEvaluation(memory),
    edited: moment.edited,
    // An account that is configured and not yet read tells nothing: its alerts wait for it.
    judged: (alert) => accounts.has(alert.ref.account) || !configured.has(alert.ref.account),
  });
}

/** Single streams have happened and system troubles are not the engine's: it need not look at them again. */
function* openRefs(alerts: Iterable<Alert>, accounts: ReadonlySet<string>): Iterable<AlertRef> {
  for (const alert of alerts) {
    if (isHappening(alert.kind) || alert.kind === "system") continue;
    if (accounts.has(alert.ref.account)) yield alert.ref;
  }
}

/** A row that changes after it was told is found again: a single happening fires once. One not yet told follows its row. */
async function withoutKnown(
  findings: readonly Finding[],
  memory: Memory,
  store: Pick<AlertStore, "known">,
): Promise<Finding[]> {
  const ids = findings
    .filter(({ kind }) => isHappening(kind))
    .map(({ ref }) => alertId(ref))
    .filter((id) => !memory.alerts.has(id));
  if (ids.length === 0) return [...findings];
  const known = await store.known(ids);
  return findings.filter((finding) => {
    const stored = isHappening(finding.kind) ? known.get(alertId(finding.ref)) : undefined;
    return stored === undefined || !isSameHappening(finding, stored);
  });
}
