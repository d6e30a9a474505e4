import type { Alert } from "../alerts/alert.ts";
import type { Chart } from "../charts/chart.ts";
import type { Severity } from "../rules/spec.ts";
import type { WrittenText } from "./written-text.ts";

/** NOTICES name why a message is sent; stored with it, logged and shown. */
export const NOTICES = [
  "first",
  "new_members",
  "step_up",
  "worsened",
  "escalated",
  "some_resolved",
  "resolved",
  "amended",
  "repeat",
  "digest",
  "test",
] as const;
export type Notice = (typeof NOTICES)[number];

/** Coverage says to what moment an account's numbers are complete, with how many gaps, and what of them is final; moments in ms since the epoch. */
export interface Coverage {
  readonly account: string;
  /** Null while no sweep has yet been complete. */
  readonly completeTo: number | null;
  readonly gaps: number;
  /** Everything created before is proven and can no longer change; null while nothing is. */
  readonly settledTo: number | null;
  /** How far back the history is read so far; left out once all of it is. */
  readonly historyFrom?: number;
}

/**
 * Message is what a receiver is told, free of any layout: sizes, escaping and looks are the notifier's.
 * It is stored in the outbox as JSON and sent exactly as stored.
 */
export interface Message {
  /** Send key: the same message is never sent twice under one key. */
  readonly key: string;
  readonly notice: Notice;
  readonly status: "firing" | "resolved";
  /** The highest severity among the firing alerts (of all, when resolved). */
  readonly severity: Severity;
  readonly receiver: string;
  readonly groupKey: string;
  readonly incident: number;
  readonly groupLabels: Readonly<Record<string, string>>;
  /** Labels that all alerts share. */
  readonly commonLabels: Readonly<Record<string, string>>;
  /** One line that stands alone: who, what, how much of which limit. */
  readonly title: string;
  /** Firing first, most severe and largest first; complete, the notifier cuts and says how many it left out. */
  readonly firing: readonly Alert[];
  readonly resolved: readonly Alert[];
  /** The alerts that this message is new about: ids. */
  readonly news: readonly string[];
  readonly coverage: readonly Coverage[];
  /** What a picture of its leading alert shows; left out where there is none. */
  readonly chart?: Chart;
  readonly at: number;
  readonly timezone: string;
  readonly usdPerCredit: number;
  /** What the receiver's own template says in place of the details: written as the message is sent, never stored. */
  readonly text?: WrittenText;
  /** Why the receiver's own template could not be used: written as the message is sent, never stored. */
  readonly note?: string;
}
