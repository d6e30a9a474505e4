import type { Alert } from "../../core/alerts/index.ts";

/** Worst is the moment at which an alert of a rule was furthest past its limit. */
export interface Worst {
  readonly at: number;
  readonly alert: Alert;
  readonly share: number;
}
