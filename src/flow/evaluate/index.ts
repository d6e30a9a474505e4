export type {
  EvaluateParts,
  EvaluateResult,
  EvaluateSettings,
  Evaluator,
  Lane,
  RunOptions,
} from "./evaluate-parts.ts";
export { evaluateSettings } from "./evaluate-settings.ts";
export { createEvaluator } from "./evaluator.ts";
export { createHeldQuiet, type HeldNow } from "./held-quiet.ts";
export type { Looked } from "./look.ts";
export { quietGrounds } from "./quiet-grounds.ts";
