import {
  type Advanced,
  type Alert,
  advance,
  alertId,
  isSameHappening,
  isToldOnce,
  systemFindings,
} from "../../core/alerts/index.ts";
import type { AlertRef, Engine, Finding } from "../../core/engine/index.ts";
import type { AlertStore, SystemCondition } from "../../core/ports/index.ts";
import { isHappening } from "../../core/rules/index.ts";
import { withClosed } from "./closed-periods.ts";
import type { EvaluateSettings } from "./evaluate-parts.ts";
import { firstEvaluation, type Memory } from "./memory.ts";
import type { Readiness } from "./readiness.ts";

/** Moment is what one evaluation judges: when, whom, and on what grounds. */
export interface Moment {
  readonly tick: number;
  readonly engine: Engine;
  readonly readiness: Readiness;
  readonly conditions: readonly SystemCondition[];
  /** The rules may differ from those of the evaluation before. */
  readonly edited: boolean;
}

/** judge moves every alert by what the engine finds at a tick and by the daemon's own troubles. */
export async function judge(
  moment: Moment,
  memory: Memory,
  settings: EvaluateSettings,
  store: Pick<AlertStore, "known" | "history">,
): Promise<Advanced> {
  const { tick, engine, readiness, conditions } = moment;
  const configured = new Set(settings.accounts);
  const found = engine
    .tick(tick, openRefs(memory.alerts.values(), readiness))
    .filter((finding) => readiness.holds(finding));
  const unknown = await withoutKnown(found, memory, store);
  const findings = await withClosed(unknown, { tick, readiness, settings, memory, store });
  findings.push(...systemFindings(conditions, memory.alerts.values(), tick));
  return advance(memory.alerts, findings, {
    now: tick,
    rules: new Map(settings.rules.map((rule) => [rule.name, rule])),
    first: firstEvaluation(memory),
    edited: moment.edited,
    // An account that is configured and not yet read so far tells nothing: its alerts wait for it.
    judged: ({ ref }) => readiness.covers(ref.account, ref.rule) || !configured.has(ref.account),
  });
}

/** Single streams have happened and system troubles are not the engine's: it need not look at them again. */
function* openRefs(alerts: Iterable<Alert>, readiness: Readiness): Iterable<AlertRef> {
  for (const alert of alerts) {
    if (isToldOnce(alert) || alert.kind === "system") continue;
    if (readiness.accounts.has(alert.ref.account)) yield alert.ref;
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
