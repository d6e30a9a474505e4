import { createLedger, type Database, migrate } from "../../src/ledger/index.ts";
import { benchRows } from "./rows.ts";

/**
 * storeRows fills a new database with the generated rows. They are written as the ledger's own tables hold them, in one statement a
 * batch: collecting a million through pages is another section's figure.
 */
export async function storeRows(database: Database, count: number): Promise<void> {
  await migrate(database);
  await createLedger(database).writePage({ account: "acme", streams: [], seenAt: 0 });
  for (const rows of benchRows(count, 20_000)) {
    await database.query(
      `INSERT INTO streams SELECT s.* FROM json_populate_recordset(null::streams, $1) s`,
      [
        JSON.stringify(
          rows.map((row) => ({
            row_no: row.rowNo,
            account: row.account,
            id: row.id,
            task_id: row.taskId,
            task_title: row.taskTitle,
            member: row.member,
            model: row.model,
            status: row.status,
            byok: row.byok,
            created_at: row.createdAt,
            execution_ms: row.executionMs,
            neo_credits: row.neoCredits,
            llm_cost: row.llmCost,
            neo_cost: row.neoCost,
            steps: row.steps,
            tool_calls: row.toolCalls,
            agent_triggers: row.agentTriggers,
            llm_time_ms: row.llmTimeMs,
            tool_time_ms: row.toolTimeMs,
            step_latency_ms: row.stepLatencyMs,
            error_message: row.errorMessage,
            tools: row.tools,
            agents: row.agents,
            first_seen_at: row.firstSeenAt,
            finished_at: row.finishedAt,
          })),
        ),
      ],
    );
  }
  await database.query("UPDATE head SET row_no = $1::integer, seq = $1::integer", [count]);
}
