import type { TimeSpan } from "../../core/ports/index.ts";

const MINUTE_MS = 60_000;
const SHORTEST_MS = MINUTE_MS;
/** The longest interval of the youngest band; each older one's is twice as long, up to an hour. */
const YOUNGEST_MS = 5 * MINUTE_MS;
const LONGEST_MS = 60 * MINUTE_MS;

/** Band is a stretch of creation times by their age, whose rows are counted together. */
export interface Band extends TimeSpan {
  /** 0 for the youngest. */
  readonly index: number;
}

/**
 * bandsOf cuts what may still change into bands of doubling age, the youngest first, so that two opposite errors rarely fall into
 * one. `to` is where polls read all again anyway, an overlap before `now`; the oldest band may be shorter.
 */
export function bandsOf(span: TimeSpan, now: number): readonly Band[] {
  const bands: Band[] = [];
  let to = span.to;
  let age = Math.max(now - span.to, MINUTE_MS);
  for (let index = 0; to > span.from; index += 1) {
    age *= 2;
    // A last band of a few minutes would cost as much as the one it is added to.
    const left = now - age - span.from;
    const from = left < age / 8 ? span.from : now - age;
    bands.push({ index, from, to });
    to = from;
  }
  return bands;
}

/** BandState is when a band is counted again, and how often; times in ms. */
export interface BandState {
  readonly nextAt: number;
  readonly everyMs: number;
}

/** FRESH_BAND is a band that was never counted: it is due. */
export const FRESH_BAND: BandState = { nextAt: 0, everyMs: SHORTEST_MS };

/** BandOutcome names what came of counting a band. */
export type BandOutcome =
  | "agrees" // as many rows as the API counts
  | "healed" // it differed, and what was read then changed the ledger
  | "differs"; // it differs, and reading what can be read changed nothing

/**
 * afterCount says when a band is counted again: seldom while it agrees, soon after something was found. A difference that
 * reading does not mend is asked for ever more seldom too, or an API that counts wrongly would be asked all the time.
 */
export function afterCount(
  index: number,
  before: BandState,
  outcome: BandOutcome,
  now: number,
): BandState {
  const longest = Math.min(YOUNGEST_MS * 2 ** index, LONGEST_MS);
  const everyMs = outcome === "healed" ? SHORTEST_MS : Math.min(before.everyMs * 2, longest);
  return { everyMs, nextAt: now + everyMs };
}
