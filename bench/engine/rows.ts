import type { LedgerRow } from "../../src/core/stream.ts";
import { seeded } from "./seeded.ts";

const DAY_MS = 86_400_000;
const CREDIT = 1_000_000_000;
const MODELS = ["opus", "sonnet", "haiku", "gpt", "gemini", "llama"];
const TOOLS = ["browser", "shell", "nuclei", "editor"];

/** TEAM is the team that the engine's figures are measured with. */
export const TEAM = { members: 1_000, days: 30, from: Date.UTC(2026, 0, 1) } as const;

/** END is the moment at which the generated rows end. */
export const END = TEAM.from + TEAM.days * DAY_MS;

/** memberName is the address of a member by number; groups of the rules go by its domain. */
export function memberName(member: number): string {
  return `member-${member}@team-${member % 20}.acme.io`;
}

/**
 * benchRows generates rows in batches, evenly over the team's days, earliest first; the same for the same number. Few members
 * make most of them, costs have a long tail, a seventh ends badly, and hours of work show.
 */
export function* benchRows(count: number, batch = 500): Generator<LedgerRow[]> {
  const random = seeded(count);
  let rows: LedgerRow[] = [];
  for (let no = 0; no < count; no++) {
    const createdAt = TEAM.from + Math.floor(((no + random()) / count) * (END - TEAM.from));
    rows.push(benchRow(no + 1, createdAt, random));
    if (rows.length === batch) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** benchRow generates one row that was created at a moment, of a member drawn at random unless one is given. */
export function benchRow(
  rowNo: number,
  createdAt: number,
  random: () => number,
  member = Math.floor(random() ** 1.5 * TEAM.members),
): LedgerRow {
  const executionMs = Math.floor(30_000 + random() ** 4 * 3_600_000);
  const byok = random() < 0.3;
  const cost = Math.floor((0.02 + random() ** 8 * 2) * CREDIT);
  const end = random();
  const failed = end > 0.94;
  const task = Math.floor(rowNo / 3);
  return {
    id: `str_${rowNo.toString(16).padStart(12, "0")}`,
    account: "acme",
    taskId: parsed(`task_${task}`),
    taskTitle: parsed(`Audit of host ${task % 5_000}`),
    member: parsed(memberName(member)),
    model: MODELS[Math.floor(random() ** 2 * MODELS.length)] ?? "opus",
    status: failed ? "failed" : end > 0.86 ? "error" : end > 0.859 ? "blocked" : "completed",
    byok,
    createdAt,
    executionMs,
    neoCredits: byok ? 0 : cost,
    llmCost: Math.floor(cost * 0.7),
    neoCost: Math.floor(cost * 0.1),
    steps: 3 + Math.floor(random() * 40),
    toolCalls: Math.floor(random() * 60),
    agentTriggers: Math.floor(random() * 4),
    llmTimeMs: executionMs * 0.5,
    toolTimeMs: executionMs * 0.3,
    stepLatencyMs: 900,
    errorMessage: failed ? "the sandbox did not answer" : null,
    tools: { [TOOLS[rowNo % TOOLS.length] ?? "shell"]: { calls: 3, durationMs: 1_200 } },
    agents: { recon: 1 },
    rowNo,
    firstSeenAt: createdAt + executionMs,
    finishedAt: createdAt + executionMs,
    retracted: false,
  };
}

/**
 * parsed is a text as a parser hands it out, in one piece that nothing has looked at yet. A concatenated one is put together by
 * whoever looks at it first, which would count as the engine's time.
 */
function parsed(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}
