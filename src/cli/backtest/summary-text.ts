import Table from "cli-table3";
import plot from "simple-ascii-chart";
import type { BacktestRun, RuleTally } from "../../app/index.ts";
import { decimal, iso } from "./transition-line.ts";

const PLAIN = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "" },
  ...{ "bottom-left": "", "bottom-right": "", left: "", "left-mid": "", mid: "", "mid-mid": "" },
  ...{ right: "", "right-mid": "", middle: "  " },
};

/** Played is a replay and the stretch of it that a summary speaks of. */
export interface Played {
  readonly from: number;
  readonly run: BacktestRun;
  readonly days: readonly string[];
  /** Zone that the days are those of; moments are in UTC. */
  readonly timezone: string;
}

/** summaryText tells what each rule would have caused, and how many messages on each day. */
export function summaryText({ from, run, days, timezone }: Played): string {
  const { tally } = run;
  const receivers = [...tally.byReceiver].map(([name, count]) => `${name} ${count}`).join(", ");
  const early = run.complete ? "" : ` Ended early: what follows was found by ${iso(run.at)}.`;
  return [
    `${run.rows} rows, ${run.ticks} ticks from ${iso(from)} to ${iso(run.at)}.${early}`,
    "",
    ruleTable([...tally.rules.values()]),
    "",
    `${tally.messages} messages after grouping${receivers ? `: ${receivers}` : ""}`,
    ...(tally.messages > 0
      ? ["", `Messages per day (${timezone})`, dayChart(days, tally.byDay)]
      : []),
    "",
  ].join("\n");
}

function ruleTable(rules: readonly RuleTally[]): string {
  const table = new Table({
    head: [
      "rule",
      "fired",
      "resolved",
      "messages",
      "per receiver",
      "first (UTC)",
      "last (UTC)",
      "worst",
    ],
    chars: PLAIN,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: ["left", "right", "right", "right", "left", "left", "left", "left"],
  });
  for (const rule of rules) {
    table.push([
      rule.rule,
      rule.firings,
      rule.resolved,
      rule.messages,
      [...rule.byReceiver].map(([name, count]) => `${name} ${count}`).join(", ") || "-",
      minute(rule.firstAt),
      minute(rule.lastAt),
      worstText(rule),
    ]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");
}

/** worstText says how far the furthest alert of a rule went: `12.5 of 10 (x@acme.io)`. */
export function worstText({ worst }: Pick<RuleTally, "worst">): string {
  if (worst === null) return "-";
  const { value, limit, unit, ref } = worst;
  const who = Object.values(ref.group).join(", ");
  return `${decimal(value, unit)} of ${decimal(limit, unit)}${who ? ` (${who})` : ""}`;
}

function dayChart(days: readonly string[], byDay: ReadonlyMap<string, number>): string {
  const points = days.map((day, index): [number, number] => [index + 1, byDay.get(day) ?? 0]);
  const most = Math.max(...points.map(([, count]) => count), 1);
  const chart = plot(points, {
    ...{ mode: "bar", height: Math.min(8, most + 1), width: Math.min(100, days.length * 3) },
    yRange: [0, most],
    formatter: (value, { axis }) =>
      axis === "x" ? (days[Math.round(value) - 1]?.slice(8) ?? "") : Math.round(value),
  });
  return chart
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");
}

/** minute writes a moment to the minute in UTC, `-` for none. */
export function minute(at: number | null): string {
  return at === null ? "-" : iso(at).slice(0, 16).replace("T", " ");
}
