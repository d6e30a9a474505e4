import type { Alert, AlertStatus } from "../alerts/index.ts";
import type { Message } from "../message/index.ts";
import type { Nano } from "../money.ts";
import type { LedgerRow } from "../stream.ts";
import type { RowChange } from "../views/row-change.ts";
import type { SpendCell } from "../views/spend-cell.ts";
import type { Edit } from "./rule-history.ts";

/** StreamFilter picks streams; what is left out is not asked for. Retracted streams are never picked. */
export interface StreamFilter {
  readonly account?: string;
  /** Null for those without a member. */
  readonly member?: string | null;
  readonly model?: string;
  readonly status?: string;
  readonly byok?: boolean;
  /** Stands in the task's id or its title, in whatever case. */
  readonly text?: string;
  /** Created at or after this moment, ms since the epoch. */
  readonly from?: number;
  /** Created before this moment, ms since the epoch. */
  readonly to?: number;
  /** What Neo bills for it is more than this. */
  readonly costAbove?: Nano;
}

/** STREAM_ORDERS are the orders in which streams are listed. */
export const STREAM_ORDERS = ["newest", "oldest", "costliest", "cheapest"] as const;
export type StreamOrder = (typeof STREAM_ORDERS)[number];

/** StreamPlace is where a list of streams goes on: after the stream with this time (ms) or cost (nano-credits), and number. */
export interface StreamPlace {
  readonly key: number;
  readonly rowNo: number;
}

/** StreamQuery asks for a part of a list of streams. */
export interface StreamQuery {
  readonly filter: StreamFilter;
  readonly order: StreamOrder;
  /** Null for the list's beginning. */
  readonly after: StreamPlace | null;
  readonly limit: number;
}

/**
 * StreamPart is a part of a list of streams. It may hold fewer than were asked for, or none, and yet not be the last: a filter that fits
 * rarely is looked for in so many streams at a time.
 */
export interface StreamPart {
  readonly streams: readonly LedgerRow[];
  /** Where the list goes on; null where it has ended. */
  readonly next: StreamPlace | null;
}

/** StreamRecord is one stream with what became of it since it was first seen, newest first. */
export interface StreamRecord {
  readonly stream: LedgerRow;
  readonly edits: readonly Edit[];
}

/** DELIVERY_STATES are the states of a stored message. */
export const DELIVERY_STATES = ["pending", "sending", "sent", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Delivery is a stored message and what became of it; moments in ms since the epoch. */
export interface Delivery {
  /** Its place among all, in the order in which they were stored. */
  readonly no: number;
  readonly key: string;
  /** `receiver/kind/index`. */
  readonly lane: string;
  readonly state: DeliveryState;
  readonly notice: Message["notice"];
  readonly title: string;
  readonly createdAt: number;
  /** When it is sent, or tried again; of no meaning once it is sent or given up. */
  readonly dueAt: number;
  readonly attempts: number;
  /** Why the last try failed, of a closed list; null where none did. */
  readonly reason: string | null;
  readonly detail: string | null;
  /** When it was sent or given up. */
  readonly endedAt: number | null;
}

/** DeliveryQuery asks for stored messages, the newest first. */
export interface DeliveryQuery {
  readonly state?: DeliveryState;
  readonly receiver?: string;
  /** Only messages about this alert. */
  readonly alert?: string;
  /** Only those stored before the one with this number. */
  readonly before?: number;
  readonly limit: number;
}

/** DeliveryRecord is a stored message as it was written. */
export interface DeliveryRecord extends Delivery {
  readonly message: Message;
}

/** AlertQuery asks for alerts as they were last seen, the last changed first. */
export interface AlertQuery {
  readonly status?: AlertStatus;
  readonly rule?: string;
  readonly member?: string;
  readonly before?: AlertPlace;
  readonly limit: number;
}

/** AlertPlace is where a list of alerts goes on. */
export interface AlertPlace {
  readonly updatedAt: number;
  readonly id: string;
}

/** SpendPart is the sums of some days at a place of the journal. */
export interface SpendPart {
  readonly cells: readonly SpendCell[];
  /** The journal's sequence number that they are complete to. */
  readonly head: number;
}

/** RowChanges are what a stretch of the journal did to rows, and to which entry that is. */
export interface RowChanges {
  readonly changes: readonly RowChange[];
  readonly head: number;
}

/** Views reads what pages and programs are shown of the ledger; it writes nothing. */
export interface Views {
  streams(query: StreamQuery): Promise<StreamPart>;
  /** Null where the account has no such stream. */
  stream(account: string, id: string): Promise<StreamRecord | null>;
  deliveries(query: DeliveryQuery): Promise<readonly Delivery[]>;
  delivery(key: string): Promise<DeliveryRecord | null>;
  alerts(query: AlertQuery): Promise<readonly Alert[]>;
  /** Whether it fires or is long over; null where there never was one. */
  alert(id: string): Promise<Alert | null>;
  /** The sums of the streams created within `[from, to)`, ms since the epoch; `each` tells every moment apart. */
  spend(
    span: { readonly from: number; readonly to: number | null },
    each: boolean,
  ): Promise<SpendPart>;
  /** What the journal's entries after `seq`, up to `head` or its end, did; null where they are more than it is worth to follow. */
  changes(seq: number, head?: number): Promise<RowChanges | null>;
}
