import type { Clock, Ledger, Log, Telemetry, TimeSpan, UsageApi } from "../../core/ports/index.ts";
import type { CollectAccount } from "../collect/collect-parts.ts";
import type { Reach } from "../collect/reach.ts";
import type { WindowReader } from "../collect/window-reader.ts";
import type { ProofBook } from "./proof-book.ts";

/** ReconcileContext is what one step of a reconcile works with. */
export interface ReconcileContext {
  readonly account: CollectAccount;
  readonly api: UsageApi;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly reach: Reach;
  readonly reader: WindowReader;
  readonly book: ProofBook;
  /** What may still change and is not read by every poll anyway. */
  readonly span: TimeSpan;
}
