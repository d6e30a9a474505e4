/** NO_DATA_STEP is the step of an alert that tells of a group's missing rows (`no_data: alert`). */
export const NO_DATA_STEP = "no data";

/** Lane is what a step of a budget speaks of: what is spent, where that is heading, or that nothing is known. */
export type Lane = "spent" | "forecast" | "no_data";

/** laneOf tells a step's lane by its label: `80%`, `forecast 100%`, `no data`. */
export function laneOf(step: string): Lane {
  if (step === NO_DATA_STEP) return "no_data";
  return step.startsWith("forecast ") ? "forecast" : "spent";
}
