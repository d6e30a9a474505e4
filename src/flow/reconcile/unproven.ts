/** Standing is how far an account's numbers are proven; moments in ms since the epoch. */
export interface Standing {
  readonly now: number;
  /** Everything created before it was read; null before the first sweep. */
  readonly watermark: number | null;
  /** Everything that may still change was compared at this moment or later; null where some of it never was. */
  readonly provenAt: number | null;
  /** When this process began to watch the account. */
  readonly startedAt: number;
  /** This process has read the account's newest rows at least once. */
  readonly hasRead: boolean;
  /** This process has compared all that may still change at least once. */
  readonly hasCounted: boolean;
  readonly alertUnprovenAfterMs: number;
}

/** Unproven is why and since when the numbers are not proven, in words. */
export interface Unproven {
  readonly since: number;
  readonly what: string;
}

/**
 * unprovenSince tells whether the numbers went without a proof for so long that somebody should know. What was proven before
 * this process began is no measure until it had the same time, or every start after a pause would raise an alert.
 */
export function unprovenSince(standing: Standing): Unproven | null {
  const { now, watermark, provenAt, startedAt, hasRead, hasCounted } = standing;
  if (watermark === null) return null;
  const isOld = (at: number, isOwn: boolean) =>
    now - (isOwn ? at : Math.max(at, startedAt)) > standing.alertUnprovenAfterMs;
  if (isOld(watermark, hasRead)) {
    return { since: watermark, what: `nothing newer than ${iso(watermark)} is proven complete` };
  }
  const comparedAt = provenAt ?? startedAt;
  if (isOld(comparedAt, hasCounted && provenAt !== null)) {
    const what = `older rows were last proven to be as the API has them at ${iso(comparedAt)}`;
    return { since: comparedAt, what };
  }
  return null;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
