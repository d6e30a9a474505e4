export { HEROINE } from "./plot.ts";
export { createStage, type Stage } from "./stage.ts";
