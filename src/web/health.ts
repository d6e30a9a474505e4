/** ConfigurationHealth is what became of the last reading of the configuration. */
export interface ConfigurationHealth {
  readonly state: "taken" | "refused";
  /** When it was taken or refused, ms since the epoch. */
  readonly at: number;
  /** What was wrong, each as `file:line:column …`; empty when taken. */
  readonly problems: readonly string[];
}

/** AccountHealth is how well one account is being collected; times in ms since the epoch. */
export interface AccountHealth {
  readonly account: string;
  readonly lastCompletePollAt: number | null;
  /** To what moment the numbers are complete; null while the first history is being read. */
  readonly watermark: number | null;
  /** What to do about a key that the API refuses (401, 403); null while it is accepted. */
  readonly blocked: string | null;
}

/** DeliveryHealth is how well stored messages reach their receivers. */
export interface DeliveryHealth {
  readonly pending: number;
  /** When the oldest unsent message was stored; null when nothing waits. */
  readonly oldestPendingAt: number | null;
  /** Receivers that could not be reached for so long that an alert says so. */
  readonly failing: readonly string[];
}

/** Health answers for the daemon's parts; a part that cannot answer throws or takes too long. */
export interface Health {
  database(): Promise<void>;
  queue(): Promise<void>;
  configuration(): ConfigurationHealth;
  accounts(): Promise<readonly AccountHealth[]>;
  deliveries(): Promise<DeliveryHealth>;
}
