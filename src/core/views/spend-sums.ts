import type { Nano } from "../money.ts";

/** SpendSums add up streams by when they were created; amounts in nano-credits. */
export interface SpendSums {
  readonly streams: number;
  /** What Neo bills: its credits and its own charge. */
  readonly spend: Nano;
  readonly neoCredits: Nano;
  readonly llmCost: Nano;
  readonly neoCost: Nano;
  /** LLM cost and Neo's charge of streams on an own key. */
  readonly byokCost: Nano;
  /** Spend of streams that did not complete. */
  readonly wasted: Nano;
  /** Streams that ended in error or failed. */
  readonly errors: number;
  /** Streams on an own key. */
  readonly byokStreams: number;
}
