import type { AccountCoverage, Clock, Ledger, Log, Statements } from "../../core/ports/index.ts";
import {
  differencesOf,
  type Period,
  periodAt,
  periodKey,
  periodsWithin,
  STATEMENT_UNITS,
  type Statement,
} from "../../core/statements/index.ts";
import { drawUp, type StatedSettings } from "./draw-up.ts";
import { settledBefore } from "./settled-before.ts";

/** ClosedAccount is one account whose periods are stated. */
export interface ClosedAccount {
  readonly name: string;
  /** For how long after its end a period may still change, ms. */
  readonly settleMs: number;
}

/** CloseParts is what closing works with. */
export interface CloseParts {
  readonly ledger: Pick<Ledger, "load" | "proofs" | "coverage" | "editsSince" | "journalHead">;
  readonly statements: Statements;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: StatedSettings & { readonly accounts: readonly ClosedAccount[] };
}

/**
 * close states every day and month that is `settle` past and was not stated yet, however many runs were missed, and revises
 * those whose rows changed since: the statement before stays, and the revision says what differs. Returns how many it stored.
 */
export async function close(parts: CloseParts): Promise<{ readonly stated: number }> {
  const coverage = await parts.ledger.coverage();
  let stated = 0;
  for (const account of parts.settings.accounts) {
    const known = coverage.find((one) => one.account === account.name);
    if (known?.ready) stated += await closeAccount(parts, account, known);
  }
  return { stated };
}

async function closeAccount(
  parts: CloseParts,
  { name, settleMs }: ClosedAccount,
  coverage: AccountCoverage,
): Promise<number> {
  const { ledger, statements, settings, clock, log } = parts;
  const now = clock.now();
  const newest = new Map((await statements.newest(name)).map((one) => [periodKey(one), one]));
  const until = settledBefore(now, coverage.completeTo, settleMs);
  const open = STATEMENT_UNITS.flatMap((unit) =>
    periodsWithin(unit, coverage.readFrom ?? until, until, settings.timezone),
  ).filter((period) => !newest.has(periodKey(period)));
  const edited = await editedSince(parts, name, [...newest.values()]);
  const drawn = await drawUp({ ledger, settings, now }, name, [...open, ...edited]);
  const fresh = drawn.flatMap((statement) =>
    revisionOf(statement, newest.get(periodKey(statement))),
  );
  await statements.save(fresh);
  for (const statement of fresh) tell(log, statement);
  return fresh.length;
}

function tell(log: Log, { account, unit, from, revision, differences }: Statement): void {
  const about = { account, unit, from: new Date(from).toISOString() };
  if (revision === 0) log.info("A period is settled and stated", about);
  else {
    const revised = { ...about, revision, differences: differences.length };
    log.warn("A closed period has changed: its statement is revised", revised);
  }
}

/** The stated periods into which rows came late, or whose rows changed, since statements were last looked at. */
async function editedSince(
  { ledger, settings }: Pick<CloseParts, "ledger" | "settings">,
  account: string,
  newest: readonly Statement[],
): Promise<readonly Period[]> {
  if (newest.length === 0) return [];
  const stated = new Map(newest.map((one) => [periodKey(one), one]));
  // Whenever a statement is stored, all that was stored before has been looked at.
  const seq = Math.max(...newest.map((one) => one.seq));
  const touched = new Map<string, Period>();
  await ledger.editsSince(seq, await ledger.journalHead(), (edits) => {
    const rows = edits.flatMap(({ was, now }) => [was, now]);
    const periods = rows.flatMap((row) =>
      row?.account === account ? periodsOf(row.createdAt, settings.timezone) : [],
    );
    for (const period of periods) {
      if (stated.has(periodKey(period))) touched.set(periodKey(period), period);
    }
  });
  return [...touched.values()];
}

function periodsOf(at: number, timezone: string): readonly Period[] {
  return STATEMENT_UNITS.map((unit) => periodAt(unit, at, timezone));
}

function revisionOf(drawn: Statement, before: Statement | undefined): readonly Statement[] {
  if (!before) return [drawn];
  const differences = differencesOf(before, drawn);
  return differences.length > 0 ? [{ ...drawn, revision: before.revision + 1, differences }] : [];
}
