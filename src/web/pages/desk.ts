import type { Alert, Transition } from "../../core/alerts/index.ts";
import type { Chart } from "../../core/charts/index.ts";
import type { AlertRef } from "../../core/engine/index.ts";
import type { Explanation } from "../../core/explain/index.ts";
import type { Words } from "../../core/message/index.ts";
import type { AccountCoverage, Actor, ActRecord, Clock } from "../../core/ports/index.ts";
import type { MatcherText, StoredSilence, Suppression } from "../../core/quiet/index.ts";
import type { Answered } from "../alertmanager/alertmanager.ts";
import type { StandingAlert } from "../alertmanager/standing.ts";
import type { Standings } from "./rules/standings.ts";

/** AlertHistory is an alert as it is stored, with what became of it. */
export interface AlertHistory {
  readonly alert: Alert;
  /** Where it fires and is told: what keeps it quiet, who took it on. */
  readonly standing: StandingAlert | null;
  readonly transitions: readonly Transition[];
  readonly suppressions: readonly Suppression[];
  /** What people did to it, newest first. */
  readonly acts: readonly ActRecord[];
}

/** SilenceWish is a silence that somebody asks for on a page; moments in ms since the epoch. */
export interface SilenceWish {
  readonly matchers: readonly MatcherText[];
  readonly endsAt: number;
  readonly comment: string;
}

/** Until is when the silence of an alert ends: after so many ms, or with the alert's window. */
export type Until = { readonly forMs: number } | "window_end";

/** Acting is what people may do on the pages. */
export interface Acting {
  acknowledge(alertId: string, comment: string, by: Actor): Promise<Answered>;
  unacknowledge(alertId: string, by: Actor): Promise<Answered>;
  silenceAlert(alertId: string, until: Until, comment: string, by: Actor): Promise<Answered>;
  silence(wish: SilenceWish, by: Actor): Promise<Answered>;
  expire(silenceId: string, by: Actor): Promise<Answered>;
}

/** Desk is what the pages show and what people do on them. */
export interface Desk {
  readonly clock: Clock;
  readonly acting: Acting;
  words(): Words;
  /** The alerts that fire now and are not merely recorded. */
  standing(): Promise<readonly StandingAlert[]>;
  /** How all rules stand; null before the first evaluation. */
  standings(): Promise<Standings | null>;
  /** Why a rule fires or does not; null where there is none, or nothing was evaluated. */
  explanation(rule: string): Promise<Explanation | null>;
  /** The chart of an alert state as of the last evaluation; null for what no picture shows. */
  chart(ref: AlertRef): Promise<Chart | null>;
  /** A chart as PNG. */
  paint(chart: Chart): Promise<Uint8Array>;
  coverage(): Promise<readonly AccountCoverage[]>;
  alert(id: string): Promise<AlertHistory | null>;
  /** Those that are kept, newest first. */
  silences(): Promise<readonly StoredSilence[]>;
  /** The newest lines of the record of acts. */
  records(limit: number): Promise<readonly ActRecord[]>;
  /** The configuration in force as YAML, secrets as ***. */
  configuration(): string;
  readonly version: string;
  readonly startedAt: number;
  /** Reads `label="value"`; what is none is an OperatorError that says so. */
  readMatcher(text: string): MatcherText;
}
