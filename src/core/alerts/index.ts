export { type AdvanceContext, type Advanced, advance } from "./advance.ts";
export * from "./alert.ts";
export { alertId, familyId } from "./alert-id.ts";
export { baselineKey } from "./baseline-key.ts";
export type { LifeContext, RuleTexts } from "./life-context.ts";
export { next, type Step } from "./next.ts";
export { isSameHappening } from "./same-happening.ts";
export { isWorthSaving } from "./saving.ts";
export { systemFindings } from "./system-findings.ts";
