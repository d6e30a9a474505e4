import type {
  Explanation,
  GroupExplanation,
  KeptFrom,
  LargestEdit,
  StateExplanation,
  Told,
} from "../../core/explain/index.ts";
import {
  bareQuantity,
  duration,
  editCountsText,
  hushText,
  plural,
  quantity,
  reasonText,
  roundQuantity,
  timeText,
  windowText,
} from "../../core/message/index.ts";
import { oneLine } from "../../core/one-line.ts";

type Context = Pick<Explanation, "timezone" | "usdPerCredit" | "kind">;
type Line = readonly [label: string, text: string];

/** groupText tells one group in full: its numbers, what they are compared with, and each condition of each step. */
export function groupText(group: GroupExplanation, context: Context): string {
  const lines: readonly Line[] = [
    ...numbers(group, context),
    ...comparisons(group, context),
    ["Edits", editsText(group, context)],
  ];
  const width = Math.max(...lines.map(([label]) => label.length));
  const table = lines.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`);
  const states = group.states.flatMap((state) => stateLines(state, group, context));
  return [group.who, ...table, ...states].map(asLine).join("\n");
}

/** A line's own indent stays. */
function asLine(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ""}${oneLine(line)}`;
}

/** headroomText says what is left until the limit, or how far it is passed. */
export function headroomText({ limit }: GroupExplanation, unit = ""): string {
  const amount = `${bareQuantity(Math.abs(limit.headroom), limit.unit)}${unit}`;
  return limit.headroom < 0 ? `${amount} over` : amount;
}

function numbers(group: GroupExplanation, { timezone, usdPerCredit }: Context): readonly Line[] {
  const { value, unit, streams, limit, window, metric } = group;
  const credits = limit.unit === "nano" ? " credits" : "";
  const measure = metric.statistic ? `${metric.name} ${metric.statistic}` : metric.name;
  return [
    ["Value", `${quantity(value, unit, usdPerCredit)} (${measure}), ${plural(streams, "stream")}`],
    ["Limit", `${roundQuantity(limit.value, limit.unit)}${credits}, from ${limit.from}`],
    ["Left", headroomText(group, credits)],
    ["Window", windowText(window, timezone)],
  ];
}

function comparisons(group: GroupExplanation, context: Context): readonly Line[] {
  const { earlier, lastAt } = group;
  const amount = (value: number) => quantity(value, group.unit, context.usdPerCredit);
  const lines: readonly (Line | null)[] = [
    usual(group, amount),
    heading(group, amount, context),
    pace(group, amount),
    earlier
      ? [
          "Before",
          `own key ${bareQuantity(earlier.share, "ppm")} of ${plural(earlier.streams, "stream")}`,
        ]
      : null,
    lastAt === undefined ? null : ["Last stream", timeText(lastAt, context.timezone)],
  ];
  return lines.filter((line) => line !== null);
}

type Amount = (value: number) => string;

function usual({ baseline }: GroupExplanation, amount: Amount): Line | null {
  if (!baseline) return null;
  const { median, windows, mad, scoreMilli } = baseline;
  const score =
    typeof scoreMilli === "number" ? `; robust score ${(scoreMilli / 1_000).toFixed(1)}` : "";
  const spread = mad === undefined ? "" : `, MAD ${amount(mad)}`;
  const text = `${amount(median)}, median of ${windows} earlier windows${spread}${score}`;
  return ["Usual", text];
}

function heading(
  { forecast, unit }: GroupExplanation,
  amount: Amount,
  { timezone }: Context,
): Line | null {
  if (!forecast) return null;
  const { p10, p50, p90, errorPpm, days, until } = forecast;
  const off = errorPpm === null ? "" : `, has been off by ${roundQuantity(errorPpm, "ppm")}`;
  const interval = `${bareQuantity(p10, unit)} to ${bareQuantity(p90, unit)} (P10 to P90)`;
  const text = `${amount(p50)} by ${timeText(until, timezone)}, ${interval}, from ${days} past days${off}`;
  return ["Forecast", text];
}

function pace({ burn, budget, unit }: GroupExplanation, amount: Amount): Line | null {
  if (!burn) return null;
  const { exhaustedInMs: left, spent, plan, fast } = burn;
  const gone = left === null ? "" : left > 0 ? `, gone in ${duration(left)}` : ", used up";
  const whole = budget === undefined ? "" : ` of ${roundQuantity(budget, unit)}`;
  const text = `${amount(spent)}${whole} spent${gone}; the plan for ${duration(fast.ms)} is ${amount(plan)}`;
  return ["Budget", text];
}

function editsText({ edits }: GroupExplanation, context: Context): string {
  const counts = (["late", "changed", "retracted"] as const)
    .filter((kind) => edits[kind] > 0)
    .map((kind) => `${edits[kind]} ${kind}`);
  if (counts.length === 0 || edits.largest === null)
    return "no row of this window came late or was changed";
  return `${counts.join(", ")}; the largest: ${largestText(edits.largest, context)}`;
}

function largestText(edit: LargestEdit, { timezone }: Context): string {
  const { kind, at, stream, task, before, after, fields } = edit;
  const amounts = `${bareQuantity(before, "nano")} → ${bareQuantity(after, "nano")} credits`;
  const which = fields.length > 0 ? ` (${fields.join(", ")})` : "";
  return `${task} (${stream}) ${kind} on ${timeText(at, timezone)}, ${amounts}${which}`;
}

function stateLines(
  state: StateExplanation,
  group: GroupExplanation,
  { timezone }: Context,
): string[] {
  const { step, status, reason, since, checks, lastFiredAt, told, keptFrom } = state;
  const why = reason === null || status === "inactive" ? "" : `: ${reasonText(reason)}`;
  const from =
    since === null || status === "inactive" ? "" : `, since ${timeText(since, timezone)}`;
  const last =
    lastFiredAt === null ? "never fired" : `last fired ${timeText(lastFiredAt, timezone)}`;
  return [
    `  ${step ? `${step} is ${status}` : `Is ${status}`}${why}${from}; ${last}`,
    ...checks.map(({ met, text }) => `    ${met ? "✓" : "✗"} ${text}`),
    ...told.map((one) => `    ${toldText(one, group, timezone)}`),
    ...keptFrom.map((one) => `    ${keptText(one, timezone)}`),
  ];
}

/** From whom it is kept, since when and why; what people wrote is put on one line. */
function keptText({ receiver, since, reason, source, hush }: KeptFrom, timezone: string): string {
  const why = hush ? hushText(hush, timezone) : `${WHY_KEPT[reason]}${source}`;
  return `not told ${receiver} since ${timeText(since, timezone)}: ${oneLine(why)}`;
}

const WHY_KEPT: Readonly<Record<KeptFrom["reason"], string>> = {
  silenced: "silence ",
  inhibited: "spoken for by ",
  acknowledged: "acknowledged by ",
  mute_time: "mute time ",
  outside_active_time: "outside of ",
};

/** What a receiver was told, what that corrected, and what edits have made of it since. */
function toldText(told: Told, { unit }: GroupExplanation, timezone: string): string {
  const { receiver, at, value, restated, edits, corrected } = told;
  const amount = (one: number) => `${bareQuantity(one, unit)}${unit === "nano" ? " credits" : ""}`;
  const before = corrected
    ? `, which corrected ${amount(corrected.value)} told on ${timeText(corrected.at, timezone)}`
    : "";
  const since = edits ? `; edits since (${editCountsText(edits)}) make it ${amount(restated)}` : "";
  return `told ${receiver} on ${timeText(at, timezone)}: ${amount(value)}${before}${since}`;
}
