import type { Alert } from "../alerts/alert.ts";
import type { Engine } from "../engine/engine.ts";
import type { Rule } from "../rules/spec.ts";

/** ChartEngine is what a chart asks of the engine. */
export type ChartEngine = Pick<Engine, "series" | "horizonMs">;

/** Drawn is an alert that a chart is made of, under its rule, at the moment that it is told. */
export interface Drawn {
  readonly alert: Alert;
  readonly rule: Rule;
  readonly at: number;
}
