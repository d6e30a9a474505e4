import type { Statements } from "../../core/ports/index.ts";
import type { Stated, StatedState } from "../../core/reports/index.ts";
import { isStatedUnit, type Period, type Statement } from "../../core/statements/index.ts";
import { type ClosedAccount, type DrawUpParts, drawUpOne, settledBefore } from "../close/index.ts";

/** ReportParts are what reports are made from. */
export interface ReportParts extends DrawUpParts {
  readonly statements: Pick<Statements, "revisions">;
}

/** statedOf gives the stored statement of an account's period, or draws one up that is not final. */
export async function statedOf(
  parts: ReportParts,
  { name, settleMs }: ClosedAccount,
  period: Period,
): Promise<Stated> {
  const { unit, from } = period;
  const stored = isStatedUnit(unit) ? await parts.statements.revisions(name, unit, from) : [];
  const newest = stored.at(-1);
  if (newest) return { state: "stated", statement: newest, earlier: stored.slice(0, -1) };
  const statement = await drawUpOne(parts, name, period);
  return { state: stateOf(statement, parts.now, settleMs), statement, earlier: [] };
}

function stateOf({ unit, from, to, proof }: Statement, now: number, settleMs: number): StatedState {
  if (proof.readFrom === null || proof.readFrom > from) return "partial";
  if (to > now) return "open";
  if (to > settledBefore(now, proof.completeTo, settleMs)) return "unsettled";
  return isStatedUnit(unit) ? "unstated" : "settled";
}
