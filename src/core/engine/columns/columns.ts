import type { Nano } from "../../money.ts";
import type { RowColumns } from "../../row-columns.ts";
import { END_STATUSES } from "../../stream.ts";
import { pick, widened, write, writeRounded } from "./column-writes.ts";
import { Dictionary } from "./dictionary.ts";
import { NameSets } from "./name-sets.ts";

export { widened };

/** UNKNOWN_MEMBER stands for a member that the API does not tell. */
export const UNKNOWN_MEMBER = "(unknown)";

/** OUTCOME codes a row's status for the metrics that count by it; 0 is any other status. */
export const OUTCOME = { completed: 1, error: 2, failed: 3, aborted: 4, blocked: 5 } as const;

const TIMES = ["createdAt", "finishedAt"] as const;
const WHOLE = ["rowNo", "neoCredits", "llmCost", "neoCost"] as const;
const ALWAYS = [...TIMES, ...WHOLE] as const;
const MEASURES = [
  "steps",
  "toolCalls",
  "agentTriggers",
  "executionMs",
  "llmTimeMs",
  "toolTimeMs",
  "stepLatencyMs",
] as const;
const NUMBERS = [...ALWAYS, ...MEASURES, "byok", "outcome"] as const;
const CODES = ["account", "member", "model", "status", "task", "title"] as const;
const TEXTS = ["error", "tools", "agents"] as const;
const NAMED = [
  ["account", "accounts"],
  ["member", "members"],
  ["model", "models"],
  ["status", "statuses"],
  ["task", "tasks"],
] as const;
const MAYBE_NAMED = [
  ["title", "titles"],
  ["error", "errors"],
] as const;
const SETS = [
  ["tools", "toolSets"],
  ["agents", "agentSets"],
] as const;

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

  /** append writes rows into new slots, one after the other, and returns the first. */
  append(rows: RowColumns): number {
    const first = this.#next(rows.length);
    for (const key of TIMES) writeRounded(this[key], first, rows[key], Math.floor);
    for (const key of WHOLE) write(this[key], first, rows[key]);
    this.accounts.write(this.account, first, rows.account);
    this.members.write(this.member, first, rows.member, UNKNOWN_MEMBER);
    this.models.write(this.model, first, rows.model);
    this.statuses.write(this.status, first, rows.status);
    this.tasks.write(this.task, first, rows.taskId);
    this.titles.write(this.title, first, rows.taskTitle, null);
    this.#writeEnds(first, rows);
    for (const key of this.#kept) this.#writeKept(key, first, rows);
    return first;
  }

  /** adopt takes slots over from other columns, in their order, and returns the first one here. */
  adopt(from: Columns, slots: Uint32Array): number {
    const first = this.#next(slots.length);
    for (const key of NUMBERS) pick(this[key], first, from[key], slots);
    for (const [key, names] of NAMED) {
      this[names].adopt(this[key], first, from[names], from[key], slots);
    }
    for (const [key, names] of MAYBE_NAMED) {
      this[names].adopt(this[key], first, from[names], from[key], slots, 1);
    }
    for (const [key, sets] of SETS) {
      this[sets].adopt(this[key], first, from[sets], from[key], slots);
    }
    return first;
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

  #writeKept(key: OptionalColumn, first: number, rows: RowColumns): void {
    switch (key) {
      case "steps":
      case "toolCalls":
      case "agentTriggers":
        write(this[key], first, rows[key] ?? []);
        break;
      case "error":
        this.errors.write(this.error, first, rows.errorMessage ?? [], null);
        break;
      case "tools":
        this.toolSets.write(this.tools, first, rows.tools ?? []);
        break;
      case "agents":
        this.agentSets.write(this.agents, first, rows.agents ?? []);
        break;
      default:
        writeRounded(this[key], first, rows[key] ?? [], Math.round);
    }
  }

  #writeEnds(first: number, { byok, status }: RowColumns): void {
    for (let at = 0; at < byok.length; at++) {
      const slot = first + at;
      this.byok[slot] = byok[at] ? 1 : 0;
      this.outcome[slot] = 1 + END_STATUSES.indexOf(status[at] as (typeof END_STATUSES)[number]);
    }
  }

  /** Makes room for so many slots, and returns the first of them. */
  #next(count: number): number {
    const first = this.length;
    this.length += count;
    const capacity = this.dead.length;
    if (this.length > capacity) {
      const wider = capacity < 65_536 ? Math.max(1024, capacity * 2) : Math.ceil(capacity * 1.5);
      this.#grow(Math.max(wider, this.length));
    }
    return first;
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
