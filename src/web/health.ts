import type { Waiting } from "../core/rules/index.ts";

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
  /** To what moment the numbers are complete, back to where the history is read: when the last complete poll began; null before one was. */
  readonly watermark: number | null;
  /** What to do about a key that the API refuses (401, 403); null while it is accepted. */
  readonly blocked: string | null;
  readonly proof: ProofHealth;
  /** How far the reading of the history has come; null once all is read. */
  readonly history: HistoryHealth | null;
}

/** HistoryHealth is how far back an account is read so far, newest first, and what waits for more; times in ms since the epoch. */
export interface HistoryHealth {
  /** Null before anything is read. */
  readonly readFrom: number | null;
  /** Rules that are not evaluated yet, or not their forecast, and how far back the account has to be read for each. */
  readonly waiting: readonly ({ readonly rule: string } & Waiting)[];
}

/** ProofHealth is how far one account's numbers are proven against the API; times in ms since the epoch. */
export interface ProofHealth {
  /** Windows that no sweep could prove complete. */
  readonly gaps: number;
  /** Everything that may still change was compared at this moment or later; null where some of it never was. */
  readonly provenAt: number | null;
  /** Everything created before can no longer change. */
  readonly settledTo: number | null;
  /** Of what use the API's own summary is, and why where it is of none. */
  readonly summary: string;
  readonly summaryDetail: string | null;
  /** UTC days that differ from the summary although they were read again whole, as YYYY-MM-DD, each with what differs. */
  readonly drift: readonly { readonly day: string; readonly difference: string }[];
  /** What to do where the numbers were not proven for too long; null while they are. */
  readonly unproven: string | null;
  /** Requests that this process made within the last hour. */
  readonly requestsLastHour: number;
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
