import type { DeliveryFailure } from "../errors.ts";
import type { Message } from "../message/index.ts";
import type { OutboxDraft } from "./evaluation.ts";

/** RemoteRef is where a message went, in the service's own terms (a Slack channel and ts, a Message-ID). */
export type RemoteRef = Readonly<Record<string, string>>;

/** OutboxRow is a claimed message with what is known of earlier tries. */
export interface OutboxRow extends OutboxDraft {
  readonly attempts: number;
  readonly firstTriedAt: number | null;
  /** An earlier try may have reached the service: look before sending again. */
  readonly unsure: boolean;
  /** Where the group's earlier message of this incident went, if any did. */
  readonly thread: RemoteRef | null;
}

/** LaneDue says from when a lane has something to send. */
export interface LaneDue {
  readonly lane: string;
  readonly dueAt: number;
}

/** ShownMessage is a message as one lane was last sent it, and where its incident is. */
export interface ShownMessage {
  readonly lane: string;
  readonly message: Message;
  /** Null where nothing of the incident is known to have gone out yet. */
  readonly ref: RemoteRef | null;
  /** It has gone out; else it is on its way just now. */
  readonly sent: boolean;
}

/** Outbox hands out stored messages, one at a time for each lane, in order. */
export interface Outbox {
  /** Lanes that have unsent messages, with the moment from which they may be sent. */
  due(): Promise<readonly LaneDue[]>;
  /** Claims the lane's oldest due message for `leaseMs`; null if there is none or another holds the lane. */
  claim(lane: string, now: number, leaseMs: number): Promise<OutboxRow | null>;
  /** Stores that it was sent, and where to, in one transaction. */
  sent(row: OutboxRow, ref: RemoteRef | null, at: number): Promise<void>;
  /** Stores that it has to be tried again at `nextAt`. */
  retryAt(
    row: OutboxRow,
    nextAt: number,
    failure: { reason: DeliveryFailure; detail: string; unsure: boolean },
  ): Promise<void>;
  giveUp(
    row: OutboxRow,
    failure: { reason: DeliveryFailure; detail: string },
    at: number,
  ): Promise<void>;
  /** What every lane shows of the incident that the message with this key is about; nothing where there is no such message. */
  shown(key: string): Promise<readonly ShownMessage[]>;
  /** How many messages are unsent, and when the oldest of them was stored; null when none is. */
  backlog(): Promise<{ readonly pending: number; readonly oldestAt: number | null }>;
  /** Hands back messages whose sender died: they become due at once, marked unsure. Returns how many. */
  recover(now: number): Promise<number>;
}

/** SendContext is what a notifier needs beside the message itself. */
export interface SendContext {
  /** Where this incident's earlier message went; null for the first. */
  readonly thread: RemoteRef | null;
  /** An earlier try may have reached the service: look there before sending, where it can be looked up. */
  readonly unsure: boolean;
  readonly signal: AbortSignal;
}

/** Sent is the outcome of a delivery: where it went, and whether it had already arrived on an earlier try. */
export interface Sent {
  /** Kept for the incident's later messages; null where the service has no such thing. */
  readonly ref: RemoteRef | null;
  readonly found: boolean;
}

/** Notifier sends messages by one integration of a receiver; every failure is a DeliveryError. */
export interface Notifier {
  /** The lane: `receiver/kind/index`. */
  readonly id: string;
  readonly kind: string;
  readonly sendResolved: boolean;
  /** It writes to the member whom a message is about, each about their own alerts only; what has no such member it can bring elsewhere, or not. */
  readonly toOwner?: "only" | "or_fallback";
  /** How fast the service takes messages: one each `everyMs`, `burst` at once. */
  readonly pace: { readonly everyMs: number; readonly burst: number };
  send(message: Message, context: SendContext): Promise<Sent>;
  /** Shows an earlier message anew where it stands, and says in its history why; left out where the service cannot. */
  refresh?(message: Message, ref: RemoteRef, note: string, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
