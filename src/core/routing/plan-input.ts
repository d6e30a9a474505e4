import type { Alert } from "../alerts/index.ts";
import type { QuietGrounds } from "../quiet/index.ts";
import type { NotificationGroup, Route } from "./route.ts";
import type { Router } from "./router.ts";

/** PlanInput is everything that decides what is told to whom at one moment. */
export interface PlanInput {
  readonly now: number;
  readonly root: Route;
  readonly router: Router;
  readonly receivers: readonly string[];
  readonly groups: readonly NotificationGroup[];
  readonly alerts: ReadonlyMap<string, Alert>;
  /** What may keep alerts quiet. */
  readonly quiet: QuietGrounds;
  /** Ids of alerts that fired at their account's first evaluation: told in one digest for each receiver. */
  readonly digest: ReadonlySet<string>;
  /** The highest row number that the alerts' values rest on. */
  readonly newestRow: number;
  /** The least share of a told value by which edits of rows must differ to be told, parts per million; null for never. */
  readonly amendFromPpm: number | null;
  /** `all` sends at once what is new, without the waits (for a run that ends afterwards). */
  readonly flush: "due" | "all";
}
