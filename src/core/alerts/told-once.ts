import { isHappening } from "../rules/happening.ts";
import type { Alert } from "./alert.ts";

/** isToldOnce says whether an alert is told once and has nothing to resolve: a single happening, or a period that is over. */
export function isToldOnce({ kind, closed }: Pick<Alert, "kind" | "closed">): boolean {
  return closed === true || isHappening(kind);
}
