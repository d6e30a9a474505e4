import type { InhibitRule, Silence } from "../../core/quiet/index.ts";
import type { LabelMatcher, Route } from "../../core/routing/index.ts";
import type { TimeInterval, WholeRange } from "../../core/time/index.ts";
import { clockText } from "../values/clock-range.ts";
import { durationText } from "../values/duration.ts";
import { MONTH, WEEKDAY } from "../values/number-ranges.ts";

/** quietTimes says when a branch of the route tree speaks and when it does not. */
export function quietTimes({ muteTimes = [], activeTimes = [] }: Route): string[] {
  const told = ({ name, intervals }: (typeof muteTimes)[number]) =>
    `${name} (${intervals.map(intervalText).join("; ")})`;
  return [
    ...(muteTimes.length > 0 ? [`mute at ${muteTimes.map(told).join(", ")}`] : []),
    ...(activeTimes.length > 0 ? [`active only at ${activeTimes.map(told).join(", ")}`] : []),
  ];
}

/** escalation says to whom a branch turns while nobody acknowledges. */
export function escalation({ escalateAfterMs, escalateTo = [] }: Route): string[] {
  if (escalateAfterMs === undefined) return [];
  return [`unacknowledged after ${durationText(escalateAfterMs)} to ${escalateTo.join(", then ")}`];
}

/** inhibitLine says which alerts keep which others quiet. */
export function inhibitLine({ source, target, equal }: InhibitRule): string {
  const same = equal.length > 0 ? ` of the same ${equal.join(", ")}` : "";
  return `  ${matchersText(source)} keeps quiet ${matchersText(target)}${same}`;
}

/** silenceRow says which alerts a silence keeps quiet, when, and why. */
export function silenceRow({
  matchers,
  startsAt,
  endsAt,
  every,
  author,
  comment,
}: Silence): string[] {
  const from = startsAt > 0 ? `from ${new Date(startsAt).toISOString()}` : "";
  const until = endsAt < Number.MAX_SAFE_INTEGER ? `until ${new Date(endsAt).toISOString()}` : "";
  const times = [every ? intervalText(every) : "", from, until].filter((text) => text !== "");
  return [matchersText(matchers), times.join(" "), `${comment} (${author})`];
}

/** intervalText says in words at which times an interval holds. */
export function intervalText(interval: TimeInterval): string {
  const { times = [], weekdays, daysOfMonth, months, years, timezone } = interval;
  const texts = [
    weekdays ? weekdays.map((one) => rangeText(one, WEEKDAY.names)).join(", ") : "",
    daysOfMonth ? `days ${daysOfMonth.map((one) => rangeText(one)).join(", ")} of the month` : "",
    months ? months.map((one) => rangeText(one, MONTH.names)).join(", ") : "",
    years ? years.map((one) => rangeText(one)).join(", ") : "",
    times.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(", "),
  ].filter((text) => text !== "");
  return `${texts.length > 0 ? texts.join(" ") : "always"} ${timezone}`;
}

function rangeText({ from, to }: WholeRange, names: readonly string[] = []): string {
  const one = (value: number) => names[value - 1] ?? String(value);
  return from === to ? one(from) : `${one(from)} to ${one(to)}`;
}

function matchersText(matchers: readonly LabelMatcher[]): string {
  return matchers.map(({ source }) => source).join(", ");
}
