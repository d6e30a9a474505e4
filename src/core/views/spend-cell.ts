import type { Nano } from "../money.ts";
import type { LedgerRow } from "../stream.ts";

/** SpendKind is what streams that are added up together have in common, besides the day. */
export interface SpendKind {
  readonly account: string;
  /** Null where the API does not tell it. */
  readonly member: string | null;
  readonly model: string;
  readonly status: string;
  readonly byok: boolean;
}

/** SpendCell is the sum of streams of one kind; amounts in nano-credits. */
export interface SpendCell extends SpendKind {
  /** A moment of the day that they were created in, ms since the epoch. */
  readonly at: number;
  readonly streams: number;
  readonly neoCredits: Nano;
  readonly llmCost: Nano;
  readonly neoCost: Nano;
}

/** cellOf is the sum of a single stream, taken `times` times: once, or back with -1. */
export function cellOf(row: LedgerRow, times: 1 | -1): SpendCell {
  const { account, member, model, status, byok, createdAt } = row;
  return {
    ...{ account, member, model, status, byok, at: createdAt, streams: times },
    neoCredits: times * row.neoCredits,
    llmCost: times * row.llmCost,
    neoCost: times * row.neoCost,
  };
}
