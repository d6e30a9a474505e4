import type { Alert } from "../../../src/core/alerts/index.ts";
import type { Message } from "../../../src/core/message/index.ts";
import type { EvaluationSave, Ledger, OutboxDraft } from "../../../src/core/ports/index.ts";
import type { NotificationGroup } from "../../../src/core/routing/index.ts";
import { rowsFrom } from "../../../src/core/row-columns.ts";
import type { LedgerRow, Stream } from "../../../src/core/stream.ts";

/** NOON is a moment that samples are placed around. */
export const NOON = Date.UTC(2026, 2, 2, 12);

/** stream is a stream of account `acme` created at noon, with every field that may be null filled in. */
export function stream(id: string, fields: Partial<Stream> = {}): Stream {
  return {
    id,
    account: "acme",
    taskId: "task-1",
    taskTitle: "Scan «the» perimeter\n🛰",
    member: "lead@acme.io",
    model: "opus",
    status: "completed",
    byok: false,
    createdAt: NOON,
    executionMs: 90_000,
    neoCredits: 1_250_000_000,
    llmCost: 3,
    neoCost: 0,
    steps: 4,
    toolCalls: 7,
    agentTriggers: 2,
    llmTimeMs: 40_000,
    toolTimeMs: 20_000.5,
    stepLatencyMs: 1_234.567,
    errorMessage: 'no "luck"',
    tools: { nmap: { calls: 3, durationMs: 1_200.25 }, "curl,1": { calls: 4, durationMs: 0 } },
    agents: { recon: 2 },
    ...fields,
  };
}

/** bare is a stream with nothing where nothing may be. */
export function bare(id: string): Stream {
  return stream(id, {
    taskTitle: null,
    member: null,
    executionMs: null,
    llmTimeMs: null,
    toolTimeMs: null,
    stepLatencyMs: null,
    errorMessage: null,
    tools: {},
    agents: {},
  });
}

/** loaded reads everything that counts. */
export async function loaded(ledger: Ledger, since = 0): Promise<LedgerRow[]> {
  const all: LedgerRow[] = [];
  await ledger.load(since, (rows) => all.push(...rowsFrom(rows)));
  return all.sort((a, b) => a.rowNo - b.rowNo);
}

/** alert is a firing threshold alert. */
export function alert(id: string, fields: Partial<Alert> = {}): Alert {
  return {
    id,
    ref: { account: "acme", rule: "error-rate", group: { member: "x@y" }, step: "", window: "" },
    kind: "threshold",
    status: "firing",
    reason: "first",
    severity: "warning",
    labels: { rule: "error-rate", member: "x@y" },
    metric: { name: "error_rate" },
    unit: "ppm",
    value: 340_000,
    limit: 200_000,
    window: { name: "1h", from: NOON - 3_600_000, to: NOON },
    streams: 51,
    covered: false,
    muted: false,
    terms: "error_rate > 20%",
    pendingSince: null,
    startsAt: NOON,
    endsAt: null,
    lastBreachedAt: NOON,
    updatedAt: NOON,
    ...fields,
  };
}

/** group is a notification group with one alert. */
export function group(key: string, fields: Partial<NotificationGroup> = {}): NotificationGroup {
  return {
    key,
    receiver: "budget-channel",
    groupLabels: { rule: "error-rate" },
    incident: NOON,
    alertIds: ["a"],
    toldFiring: [],
    dueAt: NOON + 30_000,
    notifiedAt: null,
    sequence: 0,
    ...fields,
  };
}

/** What a receiver is told about one alert. */
function message(key: string, fields: Partial<Message> = {}): Message {
  return {
    key,
    notice: "first",
    status: "firing",
    severity: "warning",
    receiver: "budget-channel",
    groupKey: "g",
    incident: 1,
    groupLabels: { rule: "error-rate" },
    commonLabels: { zone: "b", account: "acme" },
    title: "Error rate of x@y is 34 %",
    firing: [alert("a")],
    resolved: [],
    news: ["a"],
    coverage: [{ account: "acme", completeTo: NOON, gaps: 0, settledTo: null }],
    at: NOON,
    timezone: "Europe/Berlin",
    usdPerCredit: 10,
    ...fields,
  };
}

/** draft is a message for a lane, due from noon. */
export function draft(key: string, lane = "lane", fields: Partial<Message> = {}): OutboxDraft {
  return { key, lane, message: message(key, fields), createdAt: NOON };
}

/** save is an evaluation that changes nothing but what is given. */
export function save(version: number, fields: Partial<EvaluationSave> = {}): EvaluationSave {
  return {
    version,
    tick: NOON + version,
    seq: version,
    alerts: [],
    transitions: [],
    groups: [],
    removedGroups: [],
    outbox: [],
    baselined: [],
    suppressions: [],
    endedAcknowledgements: [],
    ...fields,
  };
}
