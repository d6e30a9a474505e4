import type { Alert } from "../../core/alerts/index.ts";
import { SEVERITIES } from "../../core/rules/index.ts";
import type { Evaluation } from "./evaluate-once.ts";
import type { EvaluateParts } from "./evaluate-parts.ts";

/** Reporter tells the operator what evaluations decide. */
export type Reporter = (evaluation: Evaluation, rules: readonly Named[], seconds: number) => void;

interface Named {
  readonly name: string;
}

/** createReporter logs and counts every decision with its named reason, and warns of a rule once when it has too many groups. */
export function createReporter(parts: Pick<EvaluateParts, "log" | "telemetry">): Reporter {
  let capped: ReadonlyMap<string, number> = new Map();
  return (evaluation, rules, seconds) => {
    reportDecisions(parts, evaluation);
    reportFigures(parts, evaluation, seconds);
    for (const { name } of rules) {
      const left = evaluation.capped.get(name) ?? 0;
      parts.telemetry.gauge("groups_capped", left, { rule: name });
      if (left === 0 || capped.has(name)) continue;
      parts.log.warn(
        `Rule ${name} has more groups over its limit than are told: the ${left} smallest are left out. Narrow its \`by\` or \`where\`.`,
        { rule: name, leftOut: left },
      );
    }
    capped = new Map(evaluation.capped);
  };
}

function reportDecisions(
  { log, telemetry }: Pick<EvaluateParts, "log" | "telemetry">,
  { transitions, telling }: Evaluation,
): void {
  for (const { alertId, from, to, reason, value, limit } of transitions) {
    log.info(`Alert ${to}: ${reason}`, { alert: alertId, from, to, reason, value, limit });
    telemetry.count("transitions_total", { reason });
  }
  for (const { notice, receiver, title, key } of telling?.messages ?? []) {
    log.info(`Message for ${receiver}: ${title}`, { notice, receiver, key });
    telemetry.count("messages_total", { notice });
  }
  for (const { key, reason } of telling?.plan.quiet ?? []) {
    log.debug(`Group quiet: ${reason}`, { group: key, reason });
  }
}

function reportFigures(
  { telemetry }: Pick<EvaluateParts, "telemetry">,
  { save, memory }: Evaluation,
  seconds: number,
): void {
  telemetry.count("evaluations_total", { outcome: save ? "saved" : "unchanged" });
  telemetry.duration("evaluation_duration_seconds", seconds);
  for (const [severity, firing] of firingBySeverity(memory.alerts.values())) {
    telemetry.gauge("alerts_firing", firing, { severity });
  }
}

function firingBySeverity(alerts: Iterable<Alert>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(SEVERITIES.map((severity) => [severity, 0]));
  for (const { status, covered, severity } of alerts) {
    if (status !== "firing" || covered) continue;
    counts.set(severity, (counts.get(severity) ?? 0) + 1);
  }
  return counts;
}
