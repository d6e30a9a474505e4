export { HEROINE, type Plot } from "./plot.ts";
export { createStage, type Stage, type StageOptions } from "./stage.ts";
