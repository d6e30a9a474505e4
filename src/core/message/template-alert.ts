import type { Alert } from "../alerts/alert.ts";
import type { Contributor, StreamFacts } from "../engine/finding.ts";
import { NANO_PER_CREDIT } from "../money.ts";
import type { Unit } from "../rules/spec.ts";
import { contributorParts, contributorText } from "./contributor-text.ts";
import { type Fact, facts } from "./facts.ts";
import { headline } from "./headline.ts";
import { metricText } from "./metric-text.ts";
import { quantity, share } from "./quantity.ts";
import { reasonOf } from "./reason-text.ts";
import { who } from "./who.ts";
import { why } from "./why.ts";
import { windowText } from "./window-text.ts";
import type { Words } from "./words.ts";

/** UNITS are how templates count what a metric counts: credits, percent, seconds, or pieces. */
const UNITS = { nano: "credits", ppm: "percent", ms: "seconds", count: "count" } as const;
const SIZES: Readonly<Record<Unit, number>> = {
  nano: NANO_PER_CREDIT,
  ppm: 10_000,
  ms: 1_000,
  count: 1,
};

/** PartData is one task, model or member in a template. */
export interface PartData {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly value_text: string;
  readonly share: string;
  readonly streams: number;
  readonly text: string;
}

/** StreamData is a single run in a template. */
export interface StreamData {
  readonly id: string;
  readonly task: string;
  readonly title: string | null;
  readonly member: string | null;
  readonly model: string;
  readonly status: string;
  readonly error: string | null;
  readonly credits: number;
  readonly started: string;
  readonly finished: string;
}

/** AlertData is an alert in a template; amounts are in the unit that `unit` names, and written out beside. */
export interface AlertData {
  readonly title: string;
  readonly why: string;
  readonly who: string;
  readonly status: "firing" | "resolved";
  readonly reason: string;
  readonly severity: Alert["severity"];
  readonly kind: Alert["kind"];
  readonly rule: string;
  readonly step: string;
  readonly account: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metric: string;
  readonly metric_text: string;
  readonly unit: (typeof UNITS)[Unit];
  readonly value: number;
  readonly value_text: string;
  readonly limit: number;
  readonly limit_text: string;
  readonly budget: number | null;
  readonly budget_text: string;
  /** Of the budget, or of the limit where there is none: `82 %`; empty where there is neither. */
  readonly share: string;
  readonly window: {
    readonly name: string;
    readonly text: string;
    readonly from: string;
    readonly to: string;
  };
  readonly streams: number;
  readonly since: string | null;
  readonly ended: string | null;
  readonly summary: string | null;
  readonly description: string | null;
  readonly runbook: string | null;
  readonly advice: string | null;
  readonly facts: readonly Fact[];
  readonly tasks: readonly PartData[];
  readonly models: readonly PartData[];
  readonly members: readonly PartData[];
  readonly stream: StreamData | null;
}

/** alertData lays out an alert for a receiver's template. */
export function alertData(alert: Alert, words: Words): AlertData {
  const { ref, metric } = alert;
  return {
    title: headline(alert, words),
    why: why(alert, words),
    who: who(alert),
    status: alert.status === "resolved" ? "resolved" : "firing",
    reason: reasonOf(alert),
    severity: alert.severity,
    kind: alert.kind,
    rule: ref.rule,
    step: ref.step,
    account: ref.account,
    labels: alert.labels,
    metric: metric.statistic ? `${metric.name}.${metric.statistic}` : metric.name,
    metric_text: metricText(metric),
    ...amounts(alert, words),
    ...times(alert, words),
    streams: alert.streams,
    summary: alert.summary ?? null,
    description: alert.description ?? null,
    runbook: alert.runbook ?? null,
    advice: alert.advice ?? null,
    facts: facts(alert, words),
    ...parts(alert, words),
    stream: alert.stream ? streamData(alert.stream) : null,
  };
}

function amounts({ unit, value, limit, budget }: Alert, words: Words) {
  const text = (amount: number) => quantity(amount, unit, words.usdPerCredit);
  const size = (amount: number) => amount / SIZES[unit];
  return {
    unit: UNITS[unit],
    ...{ value: size(value), value_text: text(value) },
    ...{ limit: size(limit), limit_text: text(limit) },
    budget: budget === undefined ? null : size(budget),
    budget_text: budget === undefined ? "" : text(budget),
    share: share(value, budget ?? limit),
  };
}

function times({ window, startsAt, endsAt }: Alert, { timezone }: Words) {
  const { name, from, to } = window;
  return {
    window: { name, text: windowText(window, timezone), from: iso(from), to: iso(to) },
    since: startsAt === null ? null : iso(startsAt),
    ended: endsAt === null ? null : iso(endsAt),
  };
}

function parts(alert: Alert, words: Words) {
  const data = (all: readonly Contributor[] = []) => all.map((one) => partData(one, alert, words));
  const { tasks, models, members } = alert.contributors ?? {};
  return { tasks: data(tasks), models: data(models), members: data(members) };
}

function partData(part: Contributor, alert: Alert, words: Words): PartData {
  const { name, amount, share } = contributorParts(part, alert, words);
  return {
    ...{ id: part.id, name, value: part.value / SIZES[part.unit ?? alert.unit] },
    ...{ value_text: amount, share, streams: part.streams },
    text: contributorText(part, alert, words),
  };
}

function streamData(stream: StreamFacts): StreamData {
  const { id, taskId: task, taskTitle: title, member, model, status } = stream;
  return {
    ...{ id, task, title, member, model, status },
    error: stream.errorMessage,
    credits: stream.spend / NANO_PER_CREDIT,
    started: iso(stream.createdAt),
    finished: iso(stream.finishedAt),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
