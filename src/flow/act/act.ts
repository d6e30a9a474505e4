import type { Alert } from "../../core/alerts/index.ts";
import type { Actor } from "../../core/ports/index.ts";
import type { MatcherText, StoredSilence } from "../../core/quiet/index.ts";

/** ACT_REFUSALS name why something that a person asked for is not done. */
export const ACT_REFUSALS = [
  "unknown_alert", // no alert that is not over has this id
  "unknown_group", // nothing of this group is told as firing
  "not_firing", // what the request is about is over
  "not_acknowledged", // nothing to take back
  "no_matchers", // a silence has to match something
  "bad_matcher", // a label's name is empty, or a value is no regular expression
  "matches_everything", // all its matchers match alerts without the label: it would silence all
  "ends_before_start", // or is over already
  "no_window", // a single run has no window that could end
  "unknown_silence", // there is none with this id that is not over
] as const;
export type ActRefusal = (typeof ACT_REFUSALS)[number];

/** Refused says why something was not done, and in a sentence for whoever asked. */
export interface Refused {
  readonly ok: false;
  readonly refusal: ActRefusal;
  readonly detail: string;
}

/** Done is something that was done and stored. */
export type Done<T> = { readonly ok: true } & T;
export type ActOutcome<T> = Done<T> | Refused;

/** ActTarget is what a person points at: alerts by id (a message's `firing`), or all that a group fires (a message's `groupKey`). */
export type ActTarget = { readonly alerts: readonly string[] } | { readonly group: string };

/** AcknowledgeRequest takes alerts on. */
export interface AcknowledgeRequest {
  readonly target: ActTarget;
  readonly by: Actor;
  /** Who is to look after it, where that is another. */
  readonly assignee?: string;
  readonly comment?: string;
}

/** SilenceRequest silences whatever its matchers match; moments in ms since the epoch. */
export interface SilenceRequest {
  /** Changes this silence; left out for a new one. One whose matchers or start differ is ended and a new one takes its place. */
  readonly id?: string;
  readonly matchers: readonly MatcherText[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly by: Actor;
  /** Shown as its author where that is another than who asked. */
  readonly author?: string;
  readonly comment: string;
}

/** SilenceAlertsRequest silences alerts for a time, or until the window of each ends. */
export interface SilenceAlertsRequest {
  readonly target: ActTarget;
  readonly until: { readonly forMs: number } | "window_end";
  readonly by: Actor;
  readonly comment?: string;
}

/** Act is what people may do to alerts, whichever way they come; each is stored with its record, and then evaluated. */
export interface Act {
  /** Those of the target that fire are acknowledged, for as long as they do and do not worsen. */
  acknowledge(request: AcknowledgeRequest): Promise<ActOutcome<{ alerts: readonly Alert[] }>>;
  unacknowledge(
    request: Pick<AcknowledgeRequest, "target" | "by">,
  ): Promise<ActOutcome<{ alerts: readonly Alert[] }>>;
  silence(request: SilenceRequest): Promise<ActOutcome<{ silence: StoredSilence }>>;
  silenceAlerts(
    request: SilenceAlertsRequest,
  ): Promise<ActOutcome<{ silences: readonly StoredSilence[] }>>;
  /** Ends a silence now. */
  expire(id: string, by: Actor): Promise<ActOutcome<{ id: string }>>;
}
