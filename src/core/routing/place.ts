import type { Alert } from "../alerts/index.ts";
import type { ToldValue } from "../corrections/index.ts";
import type { Quiet, RouteTimes } from "../quiet/index.ts";
import type { PlanInput } from "./plan-input.ts";
import type { NotificationGroup, Route } from "./route.ts";
import type { Target } from "./router.ts";

/** Place is one notification group to be looked at: as it was, and the alerts that the routes want in it now. */
export interface Place {
  readonly key: string;
  readonly receiver: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  /** Gives the timings; the root's where the group's own route is no more. */
  readonly route: Route;
  /** Whether the route is mute, and until when that may last. */
  readonly times: RouteTimes;
  /** It is there since nobody took its alerts on. */
  readonly escalated: boolean;
  readonly prev: NotificationGroup | null;
  readonly wanted: readonly Alert[];
}

/** ToldValues are what each receiver was told of each alert's value, by receiver and alert id. */
export type ToldValues = ReadonlyMap<string, ReadonlyMap<string, ToldValue>>;

/** Roster is what a plan knows about all groups and alerts. */
export interface Roster extends Pick<PlanInput, "now" | "newestRow" | "amendFromPpm"> {
  readonly alerts: ReadonlyMap<string, Alert>;
  /** The groups that each alert to be told belongs to. */
  readonly wanted: ReadonlyMap<string, readonly Target[]>;
  /** By receiver: what it was told is firing, in any of its groups. */
  readonly told: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What the receivers were told of the alerts' values. */
  readonly values: ToldValues;
  /** Alerts that this evaluation's digest tells, by the key of the group that they belong to. */
  readonly digest: ReadonlyMap<string, ReadonlySet<string>>;
  readonly quiet: Quiet;
  /** The suppressions that lasted so far: as texts made by `suppressionKey`. */
  readonly suppressed: ReadonlySet<string>;
}
