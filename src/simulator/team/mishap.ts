import { randomOf } from "../random.ts";
import { credits, type TeamRow } from "./row.ts";

/** Mishaps are the shares (0-1) of rows that the API shows late, corrects or takes back. */
export interface Mishaps {
  /** Shown hours after the run has ended. */
  readonly late?: number;
  /** At most how late, ms; 6 hours unless told. */
  readonly lateUpToMs?: number;
  /** Amount corrected some minutes to hours after it was first shown. */
  readonly recost?: number;
  /** No longer shown some minutes to hours after it was first shown. */
  readonly retract?: number;
}

const MINUTE_MS = 60_000;

/** mishapOf returns the row as fate has it; each row's fate hangs on the seed and its id alone. */
export function mishapOf(row: TeamRow, seed: string, mishaps: Mishaps): TeamRow {
  const random = randomOf(`${seed}/mishap/${row.id}`);
  const [late, recost, retract] = [random.next(), random.next(), random.next()];
  const delay = late < (mishaps.late ?? 0) ? lateBy(random.next(), mishaps) : 0;
  const visibleAt = row.visibleAt + delay;
  const later = () => visibleAt + Math.floor(random.between(2, 240) * MINUTE_MS);
  const corrected = row.cost !== null && recost < (mishaps.recost ?? 0);
  return {
    ...row,
    visibleAt,
    recost: corrected
      ? { at: later(), cost: credits((row.cost ?? 0) * random.logNormal(1.1, 0.3), 7) }
      : row.recost,
    retractedAt: retract < (mishaps.retract ?? 0) ? later() : row.retractedAt,
  };
}

function lateBy(draw: number, mishaps: Mishaps): number {
  const most = mishaps.lateUpToMs ?? 6 * 60 * MINUTE_MS;
  return Math.floor(most * (0.05 + 0.95 * draw));
}
