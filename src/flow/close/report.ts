import type { Statements } from "../../core/ports/index.ts";
import type { Period, Statement } from "../../core/statements/index.ts";
import { type DrawUpParts, drawUpOne } from "./draw-up.ts";

/** Stated is what there is to say of an account's period. */
export interface Stated {
  /** `stated` once it is stored; until then drawn up from the ledger: `open` while it runs, `unsettled` while it may still change. */
  readonly state: "stated" | "open" | "unsettled";
  readonly statement: Statement;
  /** The stored statements before this one, oldest first. */
  readonly earlier: readonly Statement[];
}

/** reportOf gives the stored statement of an account's period, or draws one up that is not final. */
export async function reportOf(
  parts: DrawUpParts & { readonly statements: Pick<Statements, "revisions"> },
  account: string,
  period: Period,
): Promise<Stated> {
  const stored = await parts.statements.revisions(account, period.unit, period.from);
  const newest = stored.at(-1);
  if (newest) return { state: "stated", statement: newest, earlier: stored.slice(0, -1) };
  const statement = await drawUpOne(parts, account, period);
  return { state: period.to > parts.now ? "open" : "unsettled", statement, earlier: [] };
}
