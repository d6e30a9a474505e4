export { canForecast } from "./can-forecast.ts";
export { MIN_DAYS } from "./forecast.ts";
export { isHappening } from "./happening.ts";
export { metricOf } from "./look.ts";
export { forecastNeededFrom, neededFrom, type Waiting, waitsFor } from "./needed-from.ts";
export { centresIn, overrideFor } from "./override-for.ts";
export { MIN_PEERS } from "./robust.ts";
export * from "./spec.ts";
export { MIN_HISTORY } from "./spike.ts";
