import type { TextMatcher } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { finishedAt } from "../../../../src/core/stream.ts";

/** rowOf builds a ledger row from what a test cares about. */
export function rowOf(part: Partial<LedgerRow> & { rowNo: number }): LedgerRow {
  const createdAt = part.createdAt ?? 0;
  const executionMs = part.executionMs === undefined ? 0 : part.executionMs;
  const firstSeenAt = part.firstSeenAt ?? createdAt + (executionMs ?? 0);
  return {
    id: `s${part.rowNo}`,
    account: "acme",
    taskId: "t1",
    taskTitle: "Scan",
    member: "ann@acme.io",
    model: "opus",
    status: "completed",
    byok: false,
    createdAt,
    executionMs,
    neoCredits: 0,
    llmCost: 0,
    neoCost: 0,
    steps: 1,
    toolCalls: 0,
    agentTriggers: 0,
    llmTimeMs: null,
    toolTimeMs: null,
    stepLatencyMs: null,
    errorMessage: null,
    tools: {},
    agents: {},
    firstSeenAt,
    finishedAt: finishedAt({ createdAt, executionMs }, firstSeenAt),
    retracted: false,
    ...part,
  };
}

/** is builds a matcher of one text, or of all that begin as it does where it ends in `*`. */
export function is(source: string): TextMatcher {
  return {
    source,
    matches: (text) =>
      source.endsWith("*") ? text.startsWith(source.slice(0, -1)) : text === source,
  };
}
