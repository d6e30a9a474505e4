import type { Environment, Settings } from "../config/index.ts";
import type { Clock, Log } from "../core/ports/index.ts";
import type { AccountReport } from "../core/reports/index.ts";
import type { Period } from "../core/statements/index.ts";
import { reportAccounts } from "../flow/index.ts";
import { createLedger, createStatements } from "../ledger/index.ts";
import { askedAccounts } from "./asked-accounts.ts";
import { withStoredDatabase } from "./stored-database.ts";

/** reportPeriod opens the database, reports a period of each account that is asked for, and closes it again. */
export async function reportPeriod(
  settings: Settings,
  request: { readonly period: Period; readonly account: string | null },
  parts: { readonly environment: Environment; readonly clock: Clock; readonly log: Log },
): Promise<readonly AccountReport[]> {
  const accounts = askedAccounts(settings, request.account);
  return withStoredDatabase(parts.environment, parts.log, (database) =>
    reportAccounts(
      {
        ...{ ledger: createLedger(database), statements: createStatements(database) },
        ...{ settings, now: parts.clock.now() },
      },
      accounts,
      request.period,
    ),
  );
}
