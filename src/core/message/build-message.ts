import type { Alert } from "../alerts/alert.ts";
import { SEVERITIES, type Severity } from "../rules/spec.ts";
import type { Coverage, Message } from "./message.ts";
import { title } from "./title.ts";

/** MessageDraft is what a message is about, before it is put into words. */
export type MessageDraft = Pick<
  Message,
  | "key"
  | "notice"
  | "receiver"
  | "groupKey"
  | "incident"
  | "groupLabels"
  | "firing"
  | "resolved"
  | "news"
>;

/** MessageContext is what all messages of one evaluation share. */
export interface MessageContext {
  readonly coverage: readonly Coverage[];
  readonly at: number;
  readonly timezone: string;
  readonly usdPerCredit: number;
}

/** buildMessage puts a draft into words: sorted, with its title, its severity and the coverage of its accounts. */
export function buildMessage(draft: MessageDraft, context: MessageContext): Message {
  const firing = sorted(draft.firing);
  const resolved = sorted(draft.resolved);
  const all = [...firing, ...resolved];
  const news = new Set(draft.news);
  const accounts = new Set(all.map(({ ref }) => ref.account));
  return {
    ...draft,
    firing,
    resolved,
    news: all.filter(({ id }) => news.has(id)).map(({ id }) => id),
    status: firing.length > 0 ? "firing" : "resolved",
    severity: highest(firing.length > 0 ? firing : resolved),
    commonLabels: commonLabels(all),
    title: title({ notice: draft.notice, firing, resolved }, context),
    coverage: context.coverage
      .filter(({ account }) => accounts.has(account))
      .map(({ account, completeTo, gaps, settledTo, historyFrom }) => ({
        ...{ account, completeTo, gaps, settledTo },
        ...(historyFrom === undefined ? {} : { historyFrom }),
      })),
    at: context.at,
    timezone: context.timezone,
    usdPerCredit: context.usdPerCredit,
  };
}

/** Most severe first, then by how far past the limit, so that what is cut off matters least. */
function sorted(alerts: readonly Alert[]): readonly Alert[] {
  const excess = (alert: Alert) => (alert.limit > 0 ? alert.value / alert.limit : alert.value);
  return [...alerts].sort(
    (a, b) =>
      rank(b.severity) - rank(a.severity) || excess(b) - excess(a) || (a.id < b.id ? -1 : 1),
  );
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function highest(alerts: readonly Alert[]): Severity {
  const top = Math.max(0, ...alerts.map(({ severity }) => rank(severity)));
  return SEVERITIES[top] ?? "info";
}

function commonLabels(alerts: readonly Alert[]): Readonly<Record<string, string>> {
  const [first, ...rest] = alerts;
  const entries = Object.entries(first?.labels ?? {});
  return Object.fromEntries(
    entries.filter(([name, value]) => rest.every(({ labels }) => labels[name] === value)),
  );
}
