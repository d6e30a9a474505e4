import type { Severity } from "../rules/spec.ts";

/** Acknowledgement says that someone has taken on an alert: it is not repeated until it worsens or ends. Moments in ms since the epoch. */
export interface Acknowledgement {
  readonly alertId: string;
  /** Which firing of the alert: its startsAt. */
  readonly startsAt: number;
  readonly at: number;
  /** Who acknowledged, as shown: a Slack user's name, a token's name, an address. */
  readonly by: string;
  /** Who is to look after it, where it was given to someone. */
  readonly assignee?: string;
  readonly comment?: string;
  /** What the alert came to when it was acknowledged, in its unit: it has worsened when it goes well past this. */
  readonly value: number;
  /** How severe it was then. */
  readonly severity: Severity;
}
