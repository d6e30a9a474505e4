import type { Alert, Transition } from "./alerts/alert.ts";
import type { DeliveryFailure } from "./errors.ts";
import type { Coverage, Message } from "./message/message.ts";
import type { NotificationGroup } from "./routing/route.ts";
import type { LedgerRow, Stream } from "./stream.ts";

/** Clock tells the time in ms since the epoch. */
export interface Clock {
  now(): number;
}

/** Log takes a line for the operator with structured fields; secrets print as `***`. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** MetricLabels are the labels of one series of the daemon's own metrics. */
export type MetricLabels = Readonly<Record<string, string>>;

/** Telemetry takes the daemon's own figures; names are Prometheus names without the `neo_budgetd_` prefix. */
export interface Telemetry {
  count(name: string, labels?: MetricLabels, by?: number): void;
  gauge(name: string, value: number, labels?: MetricLabels): void;
  /** Observes a duration in seconds. */
  duration(name: string, seconds: number, labels?: MetricLabels): void;
}

/** PageQuery asks for one page of streams created within `[from, to]`, ms since the epoch. */
export interface PageQuery {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly limit: number;
}

/** UsagePage is one page as the API gave it, read into streams. */
export interface UsagePage {
  readonly streams: readonly Stream[];
  /** The API's own count of rows in the whole window. */
  readonly total: number;
  readonly hasMore: boolean;
  /** Rows on the page that could not be read, each with the reason and its place; they count as a gap. */
  readonly unreadable: readonly string[];
}

/** UsageApi is one account's usage API. Every failure is a NeoError, after the client's own retries. */
export interface UsageApi {
  page(query: PageQuery, signal?: AbortSignal): Promise<UsagePage>;
}

/** Checkpoint is how far an account has been collected. */
export interface Checkpoint {
  readonly account: string;
  /** Everything created before this moment was read by a complete sweep; null before the first. */
  readonly watermark: number | null;
  /** Windows that no sweep could prove complete so far. */
  readonly gaps: number;
  /** When the first reading of the history was complete; null before: until then the account is not evaluated. */
  readonly readyAt: number | null;
  /** Rows of the account in the ledger, retracted ones not counted. */
  readonly rows: number;
}

/** PageWrite is one page to be stored in one transaction with its journal entries. */
export interface PageWrite {
  readonly account: string;
  readonly streams: readonly Stream[];
  readonly seenAt: number;
  /** Given with the last page of a complete sweep: closes it in the same transaction. */
  readonly close?: SweepClose;
}

/** SweepClose ends a complete sweep: rows of the window that it no longer held are retracted, the watermark moves. */
export interface SweepClose {
  readonly from: number;
  readonly to: number;
  /** Every stream id that the sweep saw. */
  readonly seen: ReadonlySet<string>;
  /** The new watermark; absent for a sweep that looks back only. */
  readonly watermark?: number;
  /** True where this sweep completes the first reading of the history. */
  readonly ready?: boolean;
}

/** PageResult counts what a page changed in the ledger. */
export interface PageResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly retracted: number;
}

/** Ledger keeps the exact rows and their journal. */
export interface Ledger {
  checkpoint(account: string): Promise<Checkpoint>;
  writePage(page: PageWrite): Promise<PageResult>;
  /** Records that a window could not be proven complete, or that it now is (gaps 0). */
  recordGaps(account: string, gaps: number): Promise<void>;
  /** The journal's newest sequence number. */
  journalHead(): Promise<number>;
  /** Rows touched after `seq`, as they are now, each once, and the head they are complete to. */
  rowsSince(seq: number): Promise<{ rows: readonly LedgerRow[]; head: number }>;
  /** All rows that matter from `since` on (by either time), in batches, and the head they are complete to. */
  load(since: number, take: (rows: readonly LedgerRow[]) => void): Promise<{ head: number }>;
  coverage(): Promise<readonly Coverage[]>;
  /** Deletes raw rows and journal entries older than `before`; returns how many rows. */
  retain(before: number): Promise<number>;
}

/** CONDITION_KINDS are the troubles of the daemon itself that are told as alerts. */
export const CONDITION_KINDS = ["account-access", "delivery-failed", "api-unreachable"] as const;
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

/** EvaluationState is what an evaluation starts from. */
export interface EvaluationState {
  /** Grows by one with each save; a save against an older one is refused with StaleEvaluation. */
  readonly version: number;
  readonly tick: number | null;
  /** Journal sequence that the last saved evaluation had seen; rows touched after it are news. */
  readonly seq: number;
  /** Alerts that are pending, firing, or resolved within a window that still runs. */
  readonly alerts: readonly Alert[];
  readonly groups: readonly NotificationGroup[];
  /** Accounts whose first evaluation (the digest) is done. */
  readonly baselined: readonly string[];
}

/** OutboxDraft is a message to one integration of a receiver, ready to be sent as it is. */
export interface OutboxDraft {
  /** Unique: saving the same key twice stores it once. */
  readonly key: string;
  /** The integration's id, `receiver/kind/index`; each has its own pace. */
  readonly lane: string;
  readonly message: Message;
  readonly createdAt: number;
}

/** EvaluationSave is everything that an evaluation changes, stored in one transaction. */
export interface EvaluationSave {
  readonly version: number;
  readonly tick: number;
  readonly seq: number;
  readonly alerts: readonly Alert[];
  readonly transitions: readonly Transition[];
  readonly groups: readonly NotificationGroup[];
  /** Keys of groups that have nothing left to say. */
  readonly removedGroups: readonly string[];
  readonly outbox: readonly OutboxDraft[];
  readonly baselined: readonly string[];
}

/** AlertStore keeps alert states, their history, notification groups and the outbox's new messages. */
export interface AlertStore {
  load(): Promise<EvaluationState>;
  /** The version now stored, to see cheaply whether a kept state is still current. */
  version(): Promise<number>;
  save(save: EvaluationSave): Promise<void>;
  /** Which of these alert ids were ever stored: a single stream's alert is told once in its life. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
  history(alertId: string): Promise<readonly Transition[]>;
}

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
  /** How fast the service takes messages: one each `everyMs`, `burst` at once. */
  readonly pace: { readonly everyMs: number; readonly burst: number };
  send(message: Message, context: SendContext): Promise<Sent>;
  close(): Promise<void>;
}
