import type { ToldValue } from "../corrections/index.ts";
import type { NamedInterval } from "../time/index.ts";

/** LabelMatcher is one of Alertmanager's matchers: `=`, `!=`, `=~` or `!~` on a label; a missing label is empty. */
export interface LabelMatcher {
  readonly label: string;
  readonly source: string;
  readonly matches: (value: string) => boolean;
}

/** Route is a node of the route tree with everything it inherits filled in. */
export interface Route {
  /** Stable path in the tree, such as `0/2`; part of a notification group's key. */
  readonly path: string;
  readonly receiver: string;
  readonly matchers: readonly LabelMatcher[];
  readonly continue: boolean;
  /** Label names; `["..."]` for all labels. */
  readonly groupBy: readonly string[];
  readonly groupWaitMs: number;
  readonly groupIntervalMs: number;
  readonly repeatIntervalMs: number;
  /** Nothing is told within these times; it is told after them where it still holds. */
  readonly muteTimes?: readonly NamedInterval[];
  /** Where given, something is told only within one of these times. */
  readonly activeTimes?: readonly NamedInterval[];
  /** What fires and is not acknowledged for so long goes to the next of `escalateTo`, and after as long again to the one after it. */
  readonly escalateAfterMs?: number;
  readonly escalateTo?: readonly string[];
  readonly routes: readonly Route[];
}

/** NotificationGroup is the alerts that one receiver is told about together, with what it was last told. */
export interface NotificationGroup {
  /** Receiver, route path and group labels as canonical text. */
  readonly key: string;
  readonly receiver: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  /** Distinguishes one incident of the group from the next (a fresh message thread each): the tick at which it began. */
  readonly incident: number;
  /** Alerts that belong to it now, by id. */
  readonly alertIds: readonly string[];
  /** What the receiver was told is firing: `startsAt:alert id` (see `toldKey`). */
  readonly toldFiring: readonly string[];
  /** When it is next looked at; null when nothing is to be said. */
  readonly dueAt: number | null;
  /** Until when its route is mute, ms since the epoch, null for ever; left out where it is not. What is due waits for it. */
  readonly mutedUntil?: number | null;
  /** Alerts that have worsened since someone took them on: ids of what is known and told again as news. */
  readonly again?: readonly string[];
  /** Since when alerts count as unheeded, where that is not since they began to fire: they were suppressed until then. */
  readonly unheededSince?: Readonly<Record<string, number>>;
  /** When something was last said. */
  readonly notifiedAt: number | null;
  /** Number of messages so far; part of the send key. */
  readonly sequence: number;
  /** The values that it was told, to be corrected should rows change; left out where there are none. */
  readonly told?: readonly ToldValue[];
}
