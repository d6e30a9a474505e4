import type { Alert } from "../alerts/alert.ts";
import { correctionText } from "./correction-text.ts";
import { coverageText } from "./coverage-text.ts";
import type { Message } from "./message.ts";
import { noticeText } from "./reason-text.ts";
import { type AlertData, alertData } from "./template-alert.ts";

/** TemplateData is what a receiver's template sees of a message: plain data whose keys are always there and stay what they are. */
export interface TemplateData {
  readonly title: string;
  readonly notice: Message["notice"];
  readonly notice_text: string;
  readonly status: Message["status"];
  readonly severity: Message["severity"];
  readonly receiver: string;
  readonly at: string;
  readonly timezone: string;
  readonly usd_per_credit: number;
  readonly coverage: string;
  readonly group_labels: Readonly<Record<string, string>>;
  readonly common_labels: Readonly<Record<string, string>>;
  readonly url: string | null;
  /** The first of `alerts`; a message without any has an empty one. */
  readonly alert: AlertData | null;
  readonly alerts: readonly AlertData[];
  readonly firing: readonly AlertData[];
  readonly resolved: readonly AlertData[];
  readonly firing_count: number;
  readonly resolved_count: number;
  /** What the message corrects, one line for each alert. */
  readonly corrections: readonly string[];
}

/**
 * templateData lays out a message for a receiver's template: the first `most` of the firing and of the resolved alerts, and how many
 * there are. `url` is the daemon's own address, where it has one.
 */
export function templateData(message: Message, url: string | undefined, most = 100): TemplateData {
  const data = (alert: Alert) => alertData(alert, message);
  const firing = message.firing.slice(0, most).map(data);
  const resolved = message.resolved.slice(0, most).map(data);
  const corrected = message.firing.filter((alert) => alert.corrected !== undefined);
  return {
    title: message.title,
    notice: message.notice,
    notice_text: noticeText(message.notice),
    status: message.status,
    severity: message.severity,
    receiver: message.receiver,
    at: new Date(message.at).toISOString(),
    timezone: message.timezone,
    usd_per_credit: message.usdPerCredit,
    coverage: coverageText(message.coverage, message.at, message.timezone),
    group_labels: message.groupLabels,
    common_labels: message.commonLabels,
    url: url ?? null,
    alert: firing[0] ?? resolved[0] ?? null,
    alerts: [...firing, ...resolved],
    firing,
    resolved,
    firing_count: message.firing.length,
    resolved_count: message.resolved.length,
    corrections: corrected.map((alert) =>
      alert.corrected ? correctionText(alert, alert.corrected) : "",
    ),
  };
}
