/** SUPPRESSION_REASONS name why an alert that fires is not told to a receiver. */
export const SUPPRESSION_REASONS = [
  "silenced", // a silence matches it
  "inhibited", // another alert speaks for it
  "mute_time", // the route is muted at this time
  "outside_active_time", // the route speaks only at other times
  "acknowledged", // someone has taken it on, and it has not worsened
] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Suppression is a stretch in which an alert was not told to a receiver, and why; kept in the alert's history. Moments in ms since the epoch. */
export interface Suppression {
  readonly alertId: string;
  readonly receiver: string;
  readonly reason: SuppressionReason;
  /** What did it: a silence's id, the id of the alert that speaks for it, an interval's name, or who acknowledged. */
  readonly source: string;
  readonly since: number;
  /** Null while it lasts. */
  readonly until: number | null;
}

/** suppressionKey names an alert that is kept from a receiver. */
export function suppressionKey({
  alertId,
  receiver,
}: Pick<Suppression, "alertId" | "receiver">): string {
  return JSON.stringify([alertId, receiver]);
}
