import { AmountError, type Nano } from "../../money.ts";
import { END_STATUSES, type LedgerRow } from "../../stream.ts";
import { Dictionary } from "./dictionary.ts";
import { NameSets } from "./name-sets.ts";

/** UNKNOWN_MEMBER stands for a member that the API does not tell. */
export const UNKNOWN_MEMBER = "(unknown)";

/** OUTCOME codes a row's status for the metrics that count by it; 0 is any other status. */
export const OUTCOME = { completed: 1, error: 2, failed: 3, aborted: 4, blocked: 5 } as const;

const ALWAYS = ["createdAt", "finishedAt", "rowNo", "neoCredits", "llmCost", "neoCost"] as const;
const MEASURES = [
  "steps",
  "toolCalls",
  "agentTriggers",
  "executionMs",
  "llmTimeMs",
  "toolTimeMs",
  "stepLatencyMs",
] as const;
const CODES = ["account", "member", "model", "status", "task", "title"] as const;
const TEXTS = ["error", "tools", "agents"] as const;

/** OptionalColumn names a column that is kept only where a rule looks at it. */
export type OptionalColumn = (typeof MEASURES)[number] | (typeof TEXTS)[number];

/**
 * Columns holds rows as typed arrays, one entry for each slot; texts are numbers of a dictionary.
 * A slot is written once: a changed row gets a new slot and its old one is marked dead, so that what was counted
 * can be taken back as it was counted. A column that no rule needs stays empty: writes past a typed array's end
 * do nothing, so the code that fills it need not ask.
 */
export class Columns {
  length = 0;
  createdAt = new Float64Array(0);
  finishedAt = new Float64Array(0);
  rowNo = new Float64Array(0);
  neoCredits = new Float64Array(0);
  llmCost = new Float64Array(0);
  neoCost = new Float64Array(0);
  steps = new Float64Array(0);
  toolCalls = new Float64Array(0);
  agentTriggers = new Float64Array(0);
  /** Times in whole ms; NaN where the API tells none. */
  executionMs = new Float64Array(0);
  llmTimeMs = new Float64Array(0);
  toolTimeMs = new Float64Array(0);
  stepLatencyMs = new Float64Array(0);
  account = new Uint32Array(0);
  member = new Uint32Array(0);
  model = new Uint32Array(0);
  status = new Uint32Array(0);
  task = new Uint32Array(0);
  /** Titles and errors: 0 for none, else the text's number + 1. */
  title = new Uint32Array(0);
  error = new Uint32Array(0);
  tools = new Uint32Array(0);
  agents = new Uint32Array(0);
  byok = new Uint8Array(0);
  outcome = new Uint8Array(0);
  dead = new Uint8Array(0);
  readonly accounts = new Dictionary();
  readonly members = new Dictionary();
  readonly models = new Dictionary();
  readonly statuses = new Dictionary();
  readonly tasks = new Dictionary();
  readonly titles = new Dictionary();
  readonly errors = new Dictionary();
  readonly toolSets = new NameSets();
  readonly agentSets = new NameSets();
  readonly #kept: ReadonlySet<OptionalColumn>;

  constructor(kept: ReadonlySet<OptionalColumn>) {
    this.#kept = kept;
  }

  /** append writes a row into a new slot and returns the slot. */
  append(row: LedgerRow): number {
    const slot = this.#next();
    this.createdAt[slot] = Math.floor(row.createdAt);
    this.finishedAt[slot] = Math.floor(row.finishedAt);
    this.rowNo[slot] = row.rowNo;
    this.neoCredits[slot] = row.neoCredits;
    this.llmCost[slot] = row.llmCost;
    this.neoCost[slot] = row.neoCost;
    this.account[slot] = this.accounts.intern(row.account);
    this.member[slot] = this.members.intern(row.member ?? UNKNOWN_MEMBER);
    this.model[slot] = this.models.intern(row.model);
    this.status[slot] = this.statuses.intern(row.status);
    this.task[slot] = this.tasks.intern(row.taskId);
    this.title[slot] = row.taskTitle === null ? 0 : this.titles.intern(row.taskTitle) + 1;
    this.byok[slot] = row.byok ? 1 : 0;
    this.outcome[slot] = 1 + END_STATUSES.indexOf(row.status as (typeof END_STATUSES)[number]);
    this.#measures(slot, row);
    const kept = this.#kept;
    if (kept.has("error") && row.errorMessage !== null) {
      this.error[slot] = this.errors.intern(row.errorMessage) + 1;
    }
    if (kept.has("tools")) this.tools[slot] = this.toolSets.intern(row.tools);
    if (kept.has("agents")) this.agents[slot] = this.agentSets.intern(row.agents);
    return slot;
  }

  /** copy takes a slot over from other columns and returns its slot here. */
  copy(from: Columns, slot: number): number {
    const to = this.#next();
    for (const key of ALWAYS) this[key][to] = from[key][slot] as number;
    for (const key of MEASURES) this[key][to] = from[key][slot] as number;
    this.account[to] = this.accounts.adopt(from.accounts, from.account[slot] as number);
    this.member[to] = this.members.adopt(from.members, from.member[slot] as number);
    this.model[to] = this.models.adopt(from.models, from.model[slot] as number);
    this.status[to] = this.statuses.adopt(from.statuses, from.status[slot] as number);
    this.task[to] = this.tasks.adopt(from.tasks, from.task[slot] as number);
    const title = from.title[slot] as number;
    this.title[to] = title === 0 ? 0 : this.titles.adopt(from.titles, title - 1) + 1;
    this.byok[to] = from.byok[slot] as number;
    this.outcome[to] = from.outcome[slot] as number;
    const error = from.error[slot];
    if (error) this.error[to] = this.errors.adopt(from.errors, error - 1) + 1;
    if (this.#kept.has("tools")) {
      const names = from.toolSets.texts(from.tools[slot] as number);
      this.tools[to] = this.toolSets.internNames(names);
    }
    if (this.#kept.has("agents")) {
      const names = from.agentSets.texts(from.agents[slot] as number);
      this.agents[to] = this.agentSets.internNames(names);
    }
    return to;
  }

  /** settle ends a course of copies. */
  settle(): void {
    const { accounts, members, models, statuses, tasks, titles, errors } = this;
    for (const each of [accounts, members, models, statuses, tasks, titles, errors]) each.settle();
  }

  /** spend is what Neo bills for the row, nano-credits. */
  spend(slot: number): Nano {
    return (this.neoCredits[slot] as number) + (this.neoCost[slot] as number);
  }

  titleOf(slot: number): string | null {
    const title = this.title[slot] as number;
    return title === 0 ? null : this.titles.text(title - 1);
  }

  errorOf(slot: number): string | null {
    const error = this.error[slot] ?? 0;
    return error === 0 ? null : this.errors.text(error - 1);
  }

  #measures(slot: number, row: LedgerRow): void {
    this.steps[slot] = row.steps;
    this.toolCalls[slot] = row.toolCalls;
    this.agentTriggers[slot] = row.agentTriggers;
    this.executionMs[slot] = wholeMs(row.executionMs);
    this.llmTimeMs[slot] = wholeMs(row.llmTimeMs);
    this.toolTimeMs[slot] = wholeMs(row.toolTimeMs);
    this.stepLatencyMs[slot] = wholeMs(row.stepLatencyMs);
  }

  #next(): number {
    const capacity = this.dead.length;
    if (this.length === capacity)
      this.#grow(capacity < 65_536 ? Math.max(1024, capacity * 2) : Math.ceil(capacity * 1.5));
    return this.length++;
  }

  #grow(capacity: number): void {
    for (const key of ALWAYS) this[key] = widened(this[key], new Float64Array(capacity));
    for (const key of CODES) this[key] = widened(this[key], new Uint32Array(capacity));
    for (const key of MEASURES) {
      if (this.#kept.has(key)) this[key] = widened(this[key], new Float64Array(capacity));
    }
    for (const key of TEXTS) {
      if (this.#kept.has(key)) this[key] = widened(this[key], new Uint32Array(capacity));
    }
    for (const key of ["byok", "outcome", "dead"] as const) {
      this[key] = widened(this[key], new Uint8Array(capacity));
    }
  }
}

/** widened copies a column into a longer one. */
export function widened<T extends Float64Array | Uint32Array | Uint8Array | Int32Array>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}

/** checkAmounts refuses a row whose amounts a double does not hold exactly. */
export function checkAmounts(row: LedgerRow): void {
  const { neoCredits, llmCost, neoCost } = row;
  if (
    Number.isSafeInteger(neoCredits) &&
    Number.isSafeInteger(llmCost) &&
    Number.isSafeInteger(neoCost) &&
    Number.isSafeInteger(neoCredits + neoCost) &&
    Number.isSafeInteger(llmCost + neoCost)
  ) {
    return;
  }
  throw new AmountError(
    `stream ${row.id} of account ${row.account} has amounts (${neoCredits}, ${llmCost}, ${neoCost}) that are no whole numbers of nano-credits or too large to be kept exactly`,
  );
}

function wholeMs(ms: number | null): number {
  return ms === null ? Number.NaN : Math.round(ms);
}
