import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerRow } from "../src/core/stream.ts";
import { backtestConfig } from "./backtest-config.ts";
import { benchRows } from "./engine/rows.ts";
import { measure } from "./measured-process.ts";
import type { Line } from "./report.ts";

const ROWS = 1_000_000;
/** A row of the API without its history of tool calls. */
const ROW_BYTES = 800;

/**
 * backtest measures `neo-budgetd backtest` as a whole program: a file of 1,000,000 rows of 800 bytes, played at 5-minute ticks
 * with twenty rules of the kinds and windows that the engine's figures are measured with.
 */
export async function backtest(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-bench-"));
  try {
    const file = join(folder, "rows.jsonl");
    const config = join(folder, "neo-budgetd.yaml");
    writeRows(file);
    writeFileSync(config, backtestConfig());
    const args = ["dist/main.js", "backtest", "--config", config, "--input", file];
    const program = await measure(args);
    if (program.code !== 0) throw new Error(`the backtest ended with ${program.code}`);
    const [, rows, ticks] = /^(\d+) rows, (\d+) ticks/.exec(program.output) ?? [];
    const spent = /read in ([\d.]+) s, played in ([\d.]+) s, ([\d.]+) s of it/.exec(program.errors);
    const note = `${rows} rows, ${ticks} ticks`;
    const second = (part: number) => Number(spent?.[part] ?? Number.NaN);
    return [
      {
        what: "Backtest of a file, 1M rows",
        value: program.seconds,
        unit: "s",
        target: "< 12 s",
        note,
      },
      { what: "Of it reading", value: second(1), unit: "s" },
      { what: "Of it the engine", value: second(3), unit: "s", target: "< 3 s" },
      { what: "Of it the rest of playing", value: second(2) - second(3), unit: "s" },
      { what: "Its peak memory", value: program.peakMb ?? Number.NaN, unit: "MB" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeRows(file: string): void {
  const to = openSync(file, "w");
  for (const rows of benchRows(ROWS, 5_000)) writeSync(to, rows.map(lineOf).join(""));
  closeSync(to);
}

/** The row as the API writes it, filled up to its length by names of tools. */
function lineOf(row: LedgerRow): string {
  const wire = {
    ...{ stream_id: row.id, task_id: row.taskId, task_title: row.taskTitle, email: row.member },
    ...{ model: row.model, status: row.status, is_byok: row.byok, stream_count: 1 },
    ...{ created_at: new Date(row.createdAt).toISOString(), neo_credits: row.neoCredits / 1e9 },
    ...{ llm_cost: row.llmCost / 1e9, neo_cost: row.neoCost / 1e9, step_count: row.steps },
    ...{ tool_calls: row.toolCalls, agent_triggers: row.agentTriggers },
    ...{ total_execution_ms: row.executionMs, llm_time_ms: Math.round(row.llmTimeMs ?? 0) },
    ...{ tool_time_ms: Math.round(row.toolTimeMs ?? 0), avg_step_latency_ms: row.stepLatencyMs },
    ...{ error_message: row.errorMessage, agent_breakdown: row.agents },
  };
  const tools: Record<string, object> = {};
  let line = "";
  for (let tool = 0; line.length < ROW_BYTES; tool++) {
    tools[`tool-${tool}`] = { calls: 3 + tool, total_duration_ms: 1_200 };
    line = `${JSON.stringify({ ...wire, tool_breakdown: tools })}\n`;
  }
  return line;
}
