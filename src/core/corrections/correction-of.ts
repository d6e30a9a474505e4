import { PPM, type Unit } from "../rules/spec.ts";
import type { Correction } from "./correction.ts";
import type { ToldValue } from "./told-value.ts";

/** The least difference that is worth a word, whatever its share: 0.01 credits, one of a count, a tenth of a percent, a second. */
const LEAST: Readonly<Record<Unit, number>> = {
  nano: 10_000_000,
  count: 1,
  ppm: 1_000,
  ms: 1_000,
};

/**
 * correctionOf gives the correction that a told value is due; null where edits have not changed it materially. `from` is the
 * least share of the told value that is told, parts per million; null tells none.
 */
export function correctionOf(
  told: ToldValue | undefined,
  unit: Unit,
  from: number | null,
): Correction | null {
  if (!told?.edits || told.editedAt === null || from === null) return null;
  const difference = Math.abs(told.restated - told.value);
  const least = Math.max(LEAST[unit], (Math.abs(told.value) * from) / PPM);
  if (difference < least) return null;
  return {
    was: told.value,
    now: told.restated,
    toldAt: told.at,
    noticedAt: told.editedAt,
    edits: told.edits,
  };
}
