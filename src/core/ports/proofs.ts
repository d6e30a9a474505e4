/** SUMMARY_STATES say of what use the API's own summary is to an account. */
export const SUMMARY_STATES = [
  "unknown", // it was not asked yet
  "usable", // its sums can be held against the ledger's to the last digit
  "rounds", // its amounts are rounded: it finds large errors only
  "forbidden", // the key may not read it
  "unknown_shape", // what it answers is not what the vendor describes
  "failing", // it gave no answer when last asked
] as const;
export type SummaryState = (typeof SUMMARY_STATES)[number];

/** AUDIT_OUTCOMES say how a day's sums stand to the API's summary. */
export const AUDIT_OUTCOMES = [
  "agrees", // every sum is the same
  "differs", // a sum differs, and the day is about to be read again
  "drift", // a sum differs although the day was read again whole
] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** DayProof is what is proven of one UTC day of an account; moments in ms since the epoch. */
export interface DayProof {
  /** The day's first moment. */
  readonly day: number;
  /** When the last of its rows was read again by a complete sweep: everything in it was so since; null where some never was. */
  readonly readAt: number | null;
  /** Since when its rows are as many as the API counts, by a sweep or a count; null where some were never counted. */
  readonly countedAt: number | null;
  /** Its last comparison with the API's summary. */
  readonly audit: {
    readonly at: number;
    readonly outcome: AuditOutcome;
    /** Since when the sums differ; null while they agree. */
    readonly since: number | null;
    /** What differs, both numbers named, for the admin; null where nothing does. */
    readonly difference: string | null;
  } | null;
}

/** AccountProofs is what is proven of an account. */
export interface AccountProofs {
  readonly summary: SummaryState;
  /** What the summary's answer was where it is of no use, for the operator. */
  readonly summaryDetail: string | null;
  /** Everything that may still change was last compared with the API at this moment or later; null before the first time. */
  readonly provenAt: number | null;
  readonly settledTo: number | null;
  /** Oldest first. */
  readonly days: readonly DayProof[];
}

/** ProofsWrite is what a reconcile found out of an account. */
export interface ProofsWrite extends AccountProofs {
  readonly account: string;
  /** Proofs of days before this moment are forgotten. */
  readonly since: number;
}
