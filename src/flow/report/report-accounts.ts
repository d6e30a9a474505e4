import { ignoredDetails } from "../../core/engine/index.ts";
import { type AccountReport, type Before, createOutlookBook } from "../../core/reports/index.ts";
import { comparablePeriod, type Period } from "../../core/statements/index.ts";
import type { ClosedAccount } from "../close/index.ts";
import { type ReportParts, statedOf } from "./stated.ts";

/** reportAccounts reports what each account came to in a period, beside the period before, its budgets and where its spend is heading. */
export async function reportAccounts(
  parts: ReportParts,
  accounts: readonly ClosedAccount[],
  period: Period,
): Promise<readonly AccountReport[]> {
  const { ledger, settings, now } = parts;
  const { rules, groups, timezone } = settings;
  const before = comparablePeriod(period, now, timezone);
  const book = createOutlookBook({ period, before, rules, groups, timezone, now });
  await ledger.load(book.since, book.take, ignoredDetails(rules));
  const reports: AccountReport[] = [];
  for (const account of accounts) {
    const stated = await statedOf(parts, account, period);
    const earlier = await beforeOf(parts, account, before);
    const { course, ...outlook } = book.outlook(account.name);
    // Where the account was not read back so far, nothing is no comparison.
    const compared = earlier ? course : course.map((one) => ({ ...one, before: null }));
    reports.push({
      account: account.name,
      ...stated,
      ...outlook,
      course: compared,
      before: earlier,
    });
  }
  return reports;
}

async function beforeOf(
  parts: ReportParts,
  account: ClosedAccount,
  period: Period,
): Promise<Before | null> {
  const { state, statement } = await statedOf(parts, account, period);
  const { totals, members, models, centres } = statement;
  return state === "partial" ? null : { ...period, totals, members, models, centres };
}
