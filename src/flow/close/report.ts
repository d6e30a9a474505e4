import type { Statements } from "../../core/ports/index.ts";
import type { Period, Statement } from "../../core/statements/index.ts";
import type { ClosedAccount } from "./close.ts";
import { type DrawUpParts, drawUpOne } from "./draw-up.ts";
import { settledBefore } from "./settled-before.ts";

/** STATED_STATES say how final what is reported of a period is; all but the first are drawn up from the ledger as it is now. */
export const STATED_STATES = [
  "stated", // it is stored, and never changes
  "partial", // the account was not read back to the period's beginning
  "open", // the period still runs
  "unsettled", // it is over, and may still change
  "unstated", // it can no longer change, and is stated with the next run of `close`
] as const;

/** Stated is what there is to say of an account's period. */
export interface Stated {
  readonly state: (typeof STATED_STATES)[number];
  readonly statement: Statement;
  /** The stored statements before this one, oldest first. */
  readonly earlier: readonly Statement[];
}

/** ReportParts are what reports are made from. */
export interface ReportParts extends DrawUpParts {
  readonly statements: Pick<Statements, "revisions">;
}

/** reportOf gives the stored statement of an account's period, or draws one up that is not final. */
export async function reportOf(
  parts: ReportParts,
  { name, settleMs }: ClosedAccount,
  period: Period,
): Promise<Stated> {
  const stored = await parts.statements.revisions(name, period.unit, period.from);
  const newest = stored.at(-1);
  if (newest) return { state: "stated", statement: newest, earlier: stored.slice(0, -1) };
  const statement = await drawUpOne(parts, name, period);
  return { state: stateOf(statement, parts.now, settleMs), statement, earlier: [] };
}

function stateOf({ from, to, proof }: Statement, now: number, settleMs: number): Stated["state"] {
  if (proof.readFrom === null || proof.readFrom > from) return "partial";
  if (to > now) return "open";
  return to > settledBefore(now, proof.completeTo, settleMs) ? "unsettled" : "unstated";
}
