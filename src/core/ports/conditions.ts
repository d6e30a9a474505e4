/** CONDITION_KINDS are the troubles of the daemon itself that are told as alerts. */
export const CONDITION_KINDS = [
  "account-access",
  "delivery-failed",
  "api-unreachable",
  "ledger-drift",
  "numbers-unproven",
] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** SystemCondition is a trouble of the daemon itself that lasts until it is cleared. */
export interface SystemCondition {
  readonly kind: ConditionKind;
  /** What it is about: an account's or a receiver's name. */
  readonly subject: string;
  /** What happened and what to do, for the admin. */
  readonly advice: string;
  readonly since: number;
}

/** Conditions keeps the daemon's own troubles; raising one twice keeps the first `since`. */
export interface Conditions {
  raise(condition: SystemCondition): Promise<void>;
  clear(kind: ConditionKind, subject: string): Promise<void>;
  active(): Promise<readonly SystemCondition[]>;
}
