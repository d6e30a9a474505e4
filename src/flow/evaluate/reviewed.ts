import type { HeldNow } from "./held-quiet.ts";
import type { Telling } from "./tell.ts";

/** Reviewed is what the last evaluation in this process knew of what people keep quiet, and when that may change by itself. */
export interface Reviewed {
  readonly mark: string;
  readonly reviewAt: number | null;
}

/** reviewedBy is what an evaluation knew; one that planned nothing leaves the moment as it was. */
export function reviewedBy({ mark }: HeldNow, telling: Telling | null, before: Reviewed): Reviewed {
  return { mark, reviewAt: telling ? telling.plan.reviewAt : before.reviewAt };
}
