import type { Alert } from "../../core/alerts/index.ts";
import type { Acknowledgement } from "../../core/quiet/index.ts";

/** StandingAlert is an alert that fires now, with where it is told and what keeps it quiet. */
export interface StandingAlert {
  readonly alert: Alert;
  /** The notification groups that it belongs to. */
  readonly places: readonly StandingPlace[];
  readonly silencedBy: readonly string[];
  /** Ids of the alerts that speak for it. */
  readonly inhibitedBy: readonly string[];
  /** Names of the time intervals that keep all its routes from speaking; none where one of them speaks. */
  readonly mutedBy: readonly string[];
  readonly acknowledged: Acknowledgement | null;
}

/** StandingPlace is one notification group of an alert. */
export interface StandingPlace {
  readonly key: string;
  readonly receiver: string;
  readonly groupLabels: Readonly<Record<string, string>>;
}
