import type { AlertStatus, TransitionReason } from "../../core/alerts/index.ts";
import type { Notice } from "../../core/message/index.ts";
import type { Severity, TextMatcher, Unit } from "../../core/rules/index.ts";
import type { Stream } from "../../core/stream.ts";
import type { Settings } from "../settings.ts";

/** Spot is where in a file something stands; line and column count from 1. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** RowEvent is one thing that happens to the ledger, at the moment the daemon sees it. */
export type RowEvent =
  | { readonly kind: "put"; readonly at: number; readonly stream: Stream }
  | {
      readonly kind: "retract";
      readonly at: number;
      readonly stream: Pick<Stream, "id" | "account" | "createdAt">;
    };

/** Restart is a stop of the daemon: what it holds in memory is gone, and for `downMs` nothing is evaluated. */
export interface Restart {
  readonly at: number;
  readonly downMs: number;
}

/** SHOWN_STATES are the states of an alert as tests name them: `covered` fires while a higher step speaks, `recorded` is never told. */
export const SHOWN_STATES = ["pending", "firing", "covered", "recorded", "resolved"] as const;
export type ShownState = (typeof SHOWN_STATES)[number] & (AlertStatus | "covered" | "recorded");

/** WantedQuantity is an amount as written; `about` compares only as many digits as are written. */
export interface WantedQuantity {
  readonly text: string;
  readonly unit: Unit;
  readonly value: number;
  /** Half of the last digit that is written, in the unit; 0 compares exactly. */
  readonly within: number;
}

/** WantedAlert names what a test expects of an alert; what it does not name may be anything. */
export interface WantedAlert {
  readonly rule?: string;
  readonly labels?: Readonly<Record<string, TextMatcher>>;
  readonly state?: ShownState;
  readonly step?: string;
  readonly severity?: Severity;
  readonly value?: WantedQuantity;
  readonly limit?: WantedQuantity;
  readonly reason?: TransitionReason;
}

/** WantedMessage names what a test expects of a message; what it does not name may be anything. */
export interface WantedMessage {
  readonly receiver?: string;
  readonly notice?: Notice;
  readonly status?: "firing" | "resolved";
  readonly severity?: Severity;
  /** Kinds of the integrations that it goes out by. */
  readonly via?: readonly string[];
  readonly title?: TextMatcher;
  /** Texts that stand in the message as the console prints it. */
  readonly contains?: readonly string[];
}

/** Wanted is a list of expected things: exactly these, or at least `some`, none like `none`, and so many of them. */
export type Wanted<T> =
  | { readonly exact: readonly T[] }
  | { readonly some: readonly T[]; readonly none: readonly T[]; readonly count: number | null };

/** Expectation is what a test expects at one moment. */
export interface Expectation {
  readonly at: number;
  /** The moment as it is written. */
  readonly written: string;
  readonly spot: Spot;
  readonly alerts?: Wanted<WantedAlert>;
  /** Of the messages since the last expectation that looked at messages. */
  readonly messages?: Wanted<WantedMessage>;
}

/** RuleTest is one test of a file, every moment in ms since the epoch and everything in order of time. */
export interface RuleTest {
  readonly name: string;
  readonly spot: Spot;
  readonly start: number;
  readonly timezone: string;
  readonly events: readonly RowEvent[];
  readonly restarts: readonly Restart[];
  readonly expectations: readonly Expectation[];
}

/** RuleTestFile is a file of tests with the settings that they rehearse. */
export interface RuleTestFile {
  readonly file: string;
  readonly settings: Settings;
  /** Whether an integration, by its id, wants to hear of resolved alerts. */
  readonly sendResolved: ReadonlyMap<string, boolean>;
  readonly tests: readonly RuleTest[];
}
