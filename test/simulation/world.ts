import type { Stream } from "../../src/core/stream.ts";
import { type Random, randomOf } from "../../src/simulator/random.ts";
import { costAt, isShown, type TeamRow } from "../../src/simulator/team/row.ts";
import { usageStream } from "../support/neo-server-memory.ts";
import type { Plan } from "./plan.ts";

const NANO = 1e9;
/** As the vendor charges a row of an own key, in fifths, so that the charge too is a whole number of nano-credits. */
const CHARGE_SHARE = 5;

/** World is what really happened: every row with all that ever becomes of it, by account. */
export interface World {
  readonly rows: ReadonlyMap<string, readonly TeamRow[]>;
  /** From then on nothing changes any more, ms since the epoch. */
  readonly calmFrom: number;
}

/**
 * worldOf draws the accounts' rows. A row changes (shows up late, is re-costed, retracted) only if it is younger than `settle` when the
 * faults end, by as much as it takes to look again: what changes later no daemon can be expected to see.
 */
export function worldOf(plan: Plan): World {
  const calmFrom = plan.start + plan.faultsMs + plan.pollEveryMs;
  const rows = plan.accounts.map(
    (account) =>
      [account, rowsOf(plan, randomOf(`world/${plan.seed}/${account}`), account)] as const,
  );
  return { rows: new Map(rows), calmFrom };
}

function rowsOf(plan: Plan, random: Random, account: string): readonly TeamRow[] {
  const { start, faultsMs, historyMs, rows } = plan;
  const end = start + faultsMs;
  // A first reading that faults put off begins later than planned.
  const oldest = start - historyMs + faultsMs + plan.pollEveryMs;
  const old = Array.from({ length: rows.history }, () => oldest + random.next() * (start - oldest));
  const young = Array.from({ length: rows.new }, () => start + random.next() * (end - start));
  // All created at once: a page's worth of rows that no order can tell apart.
  const crowd = random.chance(0.3) ? start + random.next() * faultsMs : null;
  return [...old, ...young].map((at, i) => {
    const crowded = crowd !== null && at > start && random.chance(0.3);
    return rowOf(plan, random, `${account}-${i}`, Math.round(crowded ? crowd : at));
  });
}

function rowOf(plan: Plan, random: Random, id: string, at: number): TeamRow {
  const createdAt = plan.api.precision === "s" ? Math.floor(at / 1000) * 1000 : at;
  const executionMs = Math.round(random.logNormal(6 * 60_000, 1));
  const promptly = createdAt + Math.min(executionMs, plan.pollEveryMs);
  const base: TeamRow = {
    id,
    taskId: `task-${random.int(12)}`,
    title: null,
    member: {
      email: `${random.pick(["ann", "bob", "cyd"])}@acme.io`,
      zone: "UTC",
      habit: "office",
      weight: 1,
    },
    createdAt,
    executionMs,
    model: random.pick(["neo-1", "neo-2"]),
    status: random.weighted([
      [16, "completed"],
      [2, "error"],
      [1, "failed"],
      [1, "aborted"],
      [1, "blocked"],
    ]),
    error: null,
    byok: random.chance(0.15),
    cost: costOf(random),
    steps: 1 + random.int(9),
    toolCalls: random.int(5),
    visibleAt: promptly,
    recost: null,
    retractedAt: null,
  };
  return random.chance(plan.rows.mishaps) ? mishap(plan, random, base) : base;
}

/** mayChange tells whether a row is still young enough at the end of the faults to be looked at again. */
function mayChange(row: TeamRow, { start, faultsMs, settleMs, rereadEveryMs }: Plan): boolean {
  return start + faultsMs - row.createdAt <= settleMs - 2 * rereadEveryMs;
}

function mishap(plan: Plan, random: Random, row: TeamRow): TeamRow {
  const latest = plan.start + plan.faultsMs;
  const from = Math.max(row.visibleAt, plan.start);
  if (latest <= from || !mayChange(row, plan)) return row;
  const some = () => Math.round(from + random.next() * (latest - from));
  const fate = random.int(5);
  const visibleAt = fate === 0 || fate === 3 ? some() : row.visibleAt;
  const next = Math.round(visibleAt + random.next() * (latest - visibleAt));
  const recost = fate === 1 || fate === 3 ? { at: next, cost: costOf(random) } : null;
  const retractedAt = fate === 2 || fate === 4 ? next : null;
  return { ...row, visibleAt, recost, retractedAt };
}

/** Amounts to the nano-credit, whose fifth is a whole number too. */
function costOf(random: Random): number {
  const nano = Math.round((random.logNormal(1.2, 1) * NANO) / CHARGE_SHARE) * CHARGE_SHARE;
  return nano / NANO;
}

/** Fact is a row as the ledger must hold it. */
export type Fact = Pick<
  Stream,
  "id" | "member" | "status" | "byok" | "createdAt" | "neoCredits" | "llmCost" | "neoCost"
>;

/** factOf is a row as the API tells it at a moment; null where it shows none. */
export function factOf(row: TeamRow, at: number): Fact | null {
  if (!isShown(row, at)) return null;
  const nano = Math.round((costAt(row, at) ?? 0) * NANO);
  return {
    id: row.id,
    member: row.member.email,
    status: row.status,
    byok: row.byok,
    createdAt: row.createdAt,
    neoCredits: row.byok ? 0 : nano,
    llmCost: row.byok ? nano : 0,
    neoCost: row.byok ? nano / CHARGE_SHARE : 0,
  };
}

/** streamOf is the row as a stream, with what the API tells at a moment. */
export function streamOf(row: TeamRow, at: number, account: string): Stream {
  const { taskId, model, steps, toolCalls } = row;
  const executionMs = row.status === "blocked" ? null : row.executionMs;
  const told = { ...factOf({ ...row, visibleAt: at, retractedAt: null }, at) };
  return usageStream(row.id, row.createdAt, {
    ...{ account, taskId, model, executionMs, steps, toolCalls },
    ...told,
  });
}

/** endedAt is when a run ended, as far as the API tells: it gives no duration of what was blocked. */
export function endedAt({ status, createdAt, executionMs }: TeamRow): number {
  return createdAt + (status === "blocked" ? 0 : executionMs);
}

/** changedAt is when a row last became what the API tells of it at a moment; creation where it was never shown. */
export function changedAt(row: TeamRow, at: number): number {
  const moments = [row.visibleAt, row.recost?.at, row.retractedAt];
  return Math.max(
    row.createdAt,
    ...moments.filter((one): one is number => one != null && one <= at),
  );
}
