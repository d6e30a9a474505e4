import { ignoredDetails } from "../../core/engine/index.ts";
import type { AccountCoverage, AccountProofs, Ledger } from "../../core/ports/index.ts";
import type { MemberGroup, Rule } from "../../core/rules/index.ts";
import {
  createStatementBook,
  type Period,
  type Statement,
  type StatementProof,
} from "../../core/statements/index.ts";

const DAY_MS = 86_400_000;
/** A run that began before a period may have ended in it, for budgets that count by when runs ended. */
const BEFORE_MS = DAY_MS;

/** StatedSettings is what statements are drawn up by. */
export interface StatedSettings {
  readonly rules: readonly Rule[];
  readonly groups: readonly MemberGroup[];
  readonly timezone: string;
  readonly usdPerCredit: number;
}

/** DrawUpParts are what statements are drawn up from. */
export interface DrawUpParts {
  readonly ledger: Pick<Ledger, "load" | "proofs" | "coverage">;
  readonly settings: StatedSettings;
  readonly now: number;
}

/** drawUp draws up an account's statements of some periods, as its rows are now, in one reading of the ledger. */
export async function drawUp(
  parts: DrawUpParts,
  account: string,
  periods: readonly Period[],
): Promise<readonly Statement[]> {
  return periods.length > 0 ? draw(parts, account, periods) : [];
}

/** drawUpOne draws up one statement. */
export async function drawUpOne(
  parts: DrawUpParts,
  account: string,
  period: Period,
): Promise<Statement> {
  const [statement] = await draw(parts, account, [period]);
  return statement as Statement;
}

async function draw(
  { ledger, settings, now }: DrawUpParts,
  account: string,
  periods: readonly Period[],
): Promise<readonly Statement[]> {
  const { rules, groups, timezone, usdPerCredit } = settings;
  const book = createStatementBook({ account, periods, rules, groups });
  // Coverage is read before the rows: what it says is read is among them.
  const coverage = (await ledger.coverage()).find((one) => one.account === account);
  const proofs = await ledger.proofs(account);
  const since = Math.min(...periods.map(({ from }) => from)) - BEFORE_MS;
  const { head } = await ledger.load(since, book.take, ignoredDetails(rules));
  return book.figures().map((figures, index): Statement => {
    const period = periods[index] as Period;
    return {
      ...{ account, ...period, timezone, usdPerCredit, at: now, seq: head },
      ...{ revision: 0, differences: [], ...figures },
      proof: proofOf(period, proofs, coverage),
    };
  });
}

function proofOf(
  { from, to }: Period,
  { summary, settledTo, days }: AccountProofs,
  coverage: AccountCoverage | undefined,
): StatementProof {
  const within = days.filter(({ day }) => day + DAY_MS > from && day < to);
  const audits = within.map(({ audit }) => audit?.at ?? null);
  const complete = audits.every((at) => at !== null) && within.length >= (to - from) / DAY_MS;
  return {
    completeTo: coverage?.completeTo ?? null,
    gaps: coverage?.gaps ?? 0,
    readFrom: coverage?.readFrom ?? null,
    settledTo,
    summary,
    auditedAt: complete ? Math.min(...audits.map((at) => at ?? 0)) : null,
    drift: within.flatMap(({ audit }) =>
      audit?.outcome === "drift" && audit.difference !== null ? [audit.difference] : [],
    ),
  };
}
