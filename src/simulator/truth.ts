import { type Nano, nanoFromNumber } from "../core/money.ts";
import { amountsAt, isShown, type Team, type TeamRow } from "./team/index.ts";

/** TrueAmounts are exact amounts in nano-credits; what the API leaves out counts as 0. */
export interface TrueAmounts {
  readonly neoCredits: Nano;
  readonly llmCost: Nano;
  readonly neoCost: Nano;
}

/** Truth is what the API shows at a moment once every fault is over: what a complete ledger must hold. */
export interface Truth {
  /** ms since the epoch. */
  readonly at: number;
  readonly rows: number;
  readonly sums: TrueAmounts;
  readonly byMember: Readonly<Record<string, TrueAmounts & { readonly rows: number }>>;
  /** Each stream by id. */
  readonly streams: ReadonlyMap<string, TrueAmounts & { readonly status: string }>;
}

/** TruthWindow narrows a truth to rows created within `[from, to)`, ms since the epoch. */
export interface TruthWindow {
  readonly from?: number;
  readonly to?: number;
}

/**
 * truthAt works out, row by row from the team and past every index and fault, what the API shows at a moment.
 * Late rows are in it from when they are shown; `truthAt(team, Infinity, { to })` is what it will have shown in the end.
 */
export function truthAt(team: Team, at: number, window: TruthWindow = {}): Truth {
  const to = Math.min(window.to ?? Number.POSITIVE_INFINITY, at + 1);
  if (to === Number.POSITIVE_INFINITY)
    throw new RangeError("the truth of all time has no end: give `to`");
  const rows = team.rows(window.from ?? team.from, to).filter((row) => isShown(row, at));
  return truthOf(rows, at);
}

function truthOf(rows: readonly TeamRow[], at: number): Truth {
  const sums = zero();
  const byMember: Record<string, ReturnType<typeof zero> & { rows: number }> = {};
  const streams = new Map<string, TrueAmounts & { status: string }>();
  for (const row of rows) {
    const amounts = exact(row, at);
    byMember[row.member.email] ??= { ...zero(), rows: 0 };
    const member = byMember[row.member.email] ?? { ...zero(), rows: 0 };
    add(sums, amounts);
    add(member, amounts);
    member.rows += 1;
    streams.set(row.id, { ...amounts, status: row.status });
  }
  return { at, rows: rows.length, sums, byMember, streams };
}

function exact(row: TeamRow, at: number): TrueAmounts {
  const told = amountsAt(row, at);
  return {
    neoCredits: nanoFromNumber(told.neo_credits ?? 0),
    llmCost: nanoFromNumber(told.llm_cost ?? 0),
    neoCost: nanoFromNumber(told.neo_cost ?? 0),
  };
}

function zero(): { neoCredits: Nano; llmCost: Nano; neoCost: Nano } {
  return { neoCredits: 0, llmCost: 0, neoCost: 0 };
}

function add(sum: ReturnType<typeof zero>, amounts: TrueAmounts): void {
  sum.neoCredits += amounts.neoCredits;
  sum.llmCost += amounts.llmCost;
  sum.neoCost += amounts.neoCost;
}
