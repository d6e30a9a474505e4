import type { Alert } from "../../core/alerts/index.ts";
import { SEVERITIES } from "../../core/rules/index.ts";
import type { Evaluation } from "./evaluate-once.ts";
import type { EvaluateParts } from "./evaluate-parts.ts";

/** report logs what an evaluation decided, each decision with its named reason, and counts it. */
export function report(
  parts: Pick<EvaluateParts, "log" | "telemetry">,
  evaluation: Evaluation,
  seconds: number,
): void {
  const { log, telemetry } = parts;
  for (const { alertId, from, to, reason, value, limit } of evaluation.transitions) {
    log.info(`Alert ${to}: ${reason}`, { alert: alertId, from, to, reason, value, limit });
    telemetry.count("transitions_total", { reason });
  }
  for (const { notice, receiver, title, key } of evaluation.telling?.messages ?? []) {
    log.info(`Message for ${receiver}: ${title}`, { notice, receiver, key });
    telemetry.count("messages_total", { notice });
  }
  for (const { key, reason } of evaluation.telling?.plan.quiet ?? []) {
    log.debug(`Group quiet: ${reason}`, { group: key, reason });
  }
  telemetry.count("evaluations_total", { outcome: evaluation.save ? "saved" : "unchanged" });
  telemetry.duration("evaluation_duration_seconds", seconds);
  for (const [severity, firing] of firingBySeverity(evaluation.memory.alerts.values())) {
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
