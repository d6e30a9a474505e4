import type {
  Clock,
  Conditions,
  Ledger,
  Log,
  Telemetry,
  UsageApi,
} from "../../core/ports/index.ts";
import type { CollectProgress } from "./result.ts";

/** CollectAccount is what collecting needs to know of an account; durations in ms. */
export interface CollectAccount {
  readonly name: string;
  /** How far back the first start reads. */
  readonly historyMs: number;
  /** How far behind the watermark every poll reads again. */
  readonly overlapMs: number;
  /** For how long a row may still arrive, change or vanish. */
  readonly settleMs: number;
  /** How often each closed day younger than that is read again whole. */
  readonly rereadEveryMs: number;
  /** Proofs keep the account's requests within this; polls count, and never wait. */
  readonly requestsPerMinute: number;
  /** For how long the numbers may go without a proof before an alert tells so. */
  readonly alertUnprovenAfterMs: number;
}

/** CollectParts is what a collector works with. */
export interface CollectParts {
  readonly account: CollectAccount;
  readonly api: UsageApi;
  readonly ledger: Ledger;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** Told while more than a day is read: the first history, or after a long downtime. */
  readonly onProgress?: (progress: CollectProgress) => void;
}

/** Findings is what a verb found out beside the counts. */
export interface Findings {
  /** One text for each window that could not be proven complete. */
  readonly wrong: readonly string[];
  /** The first reading of the history ended. */
  readonly ready: boolean;
  /** Days of the history are left to be read. */
  readonly more: boolean;
  /** Nothing was due, so that the API was not asked. */
  readonly idle?: boolean;
}
