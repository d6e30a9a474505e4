import type { MetricRef, Unit } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";

/** Quotient is an exact value; null stands for no value at all. */
export interface Quotient {
  readonly n: bigint;
  readonly d: bigint;
}

const spend = (row: LedgerRow) => BigInt(row.neoCredits) + BigInt(row.neoCost);
const WASTED = ["error", "failed", "aborted", "blocked"];
const whole = (n: bigint): Quotient => ({ n, d: 1n });
const total = (rows: readonly LedgerRow[], of: (row: LedgerRow) => bigint) =>
  rows.reduce((sum, row) => sum + of(row), 0n);
const having = (rows: readonly LedgerRow[], ...statuses: string[]) =>
  BigInt(rows.filter((row) => statuses.includes(row.status)).length);

/** measure works out a metric over some rows from nothing but the rows. */
export function measure(metric: MetricRef, rows: readonly LedgerRow[]): Quotient | null {
  const streams = BigInt(rows.length);
  const ratio = (n: bigint, d: bigint) => (d > 0n ? { n, d } : null);
  switch (metric.name) {
    case "neo_credits":
      return whole(total(rows, (row) => BigInt(row.neoCredits)));
    case "llm_cost":
      return whole(total(rows, (row) => BigInt(row.llmCost)));
    case "neo_cost":
      return whole(total(rows, (row) => BigInt(row.neoCost)));
    case "byok_cost":
      return whole(
        total(rows, (row) => (row.byok ? BigInt(row.llmCost) + BigInt(row.neoCost) : 0n)),
      );
    case "spend":
      return whole(total(rows, spend));
    case "wasted":
      return whole(wasted(rows));
    case "streams":
      return whole(streams);
    case "tasks":
      return whole(BigInt(new Set(rows.map((row) => row.taskId)).size));
    case "completed":
    case "failed":
    case "aborted":
    case "blocked":
      return whole(having(rows, metric.name));
    case "errors":
      return whole(having(rows, "error"));
    case "tool_calls":
      return whole(total(rows, (row) => BigInt(row.toolCalls)));
    case "steps":
      return whole(total(rows, (row) => BigInt(row.steps)));
    case "agent_triggers":
      return whole(total(rows, (row) => BigInt(row.agentTriggers)));
    case "error_rate":
      return ratio(having(rows, "error", "failed"), streams);
    case "blocked_rate":
      return ratio(having(rows, "blocked"), streams);
    case "aborted_rate":
      return ratio(having(rows, "aborted"), streams);
    case "byok_share":
      return ratio(BigInt(rows.filter((row) => row.byok).length), streams);
    case "wasted_rate":
      return ratio(wasted(rows), total(rows, spend));
    default:
      return statistic(metric, samples(metric, rows));
  }
}

/** unitOf is the unit that a metric is told in. */
export function unitOf({ name }: MetricRef): Unit {
  if (name.endsWith("_rate") || name === "byok_share") return "ppm";
  if (/time|latency/.test(name)) return "ms";
  return /cost|credits|spend|wasted/.test(name) ? "nano" : "count";
}

function wasted(rows: readonly LedgerRow[]): bigint {
  return total(
    rows.filter((row) => WASTED.includes(row.status)),
    spend,
  );
}

function samples({ name }: MetricRef, rows: readonly LedgerRow[]): bigint[] {
  if (name === "cost_per_task") {
    const tasks = [...new Set(rows.map((row) => row.taskId))];
    return tasks.map((task) =>
      total(
        rows.filter((row) => row.taskId === task),
        spend,
      ),
    );
  }
  if (name === "cost_per_stream") return rows.map(spend);
  const times = rows.map((row) => {
    if (name === "execution_time") return row.executionMs;
    if (name === "llm_time") return row.llmTimeMs;
    return name === "tool_time" ? row.toolTimeMs : row.stepLatencyMs;
  });
  return times.flatMap((ms) => (ms === null ? [] : [BigInt(ms)]));
}

function statistic(metric: MetricRef, values: bigint[]): Quotient | null {
  if (values.length === 0) return null;
  const count = BigInt(values.length);
  const sorted = values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const share = { avg: 0n, max: 100n, p50: 50n, p95: 95n, p99: 99n }[metric.statistic ?? "avg"];
  if (share === 0n) return { n: sorted.reduce((sum, value) => sum + value, 0n), d: count };
  // The smallest value that at least this share of the values does not exceed.
  const found = sorted.find((_, index) => BigInt(index + 1) * 100n >= share * count);
  return found === undefined ? null : whole(found);
}
