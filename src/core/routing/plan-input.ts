import type { Alert } from "../alerts/index.ts";
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
  /** Ids of alerts that fired at their account's first evaluation: told in one digest for each receiver. */
  readonly digest: ReadonlySet<string>;
  /** `all` sends at once what is new, without the waits (for a run that ends afterwards). */
  readonly flush: "due" | "all";
}
