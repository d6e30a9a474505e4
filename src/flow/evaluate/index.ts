export type {
  EvaluateParts,
  EvaluateResult,
  EvaluateSettings,
  Evaluator,
  Lane,
  RunOptions,
} from "./evaluate-parts.ts";
export { createEvaluator } from "./evaluator.ts";
