import { coverageText } from "../message/coverage-text.ts";
import { plural } from "../message/plural.ts";
import { quantity } from "../message/quantity.ts";
import { dateTimeText, timeText } from "../message/window-text.ts";
import { oneLine } from "../one-line.ts";
import { changePhrase } from "./change.ts";
import type { AccountReport } from "./report.ts";

const WORDS = { day: "the day", week: "the week", month: "the month", range: "the days" } as const;

/** titleOf names a report's account and period, with its zone. */
export function titleOf({ account, statement }: AccountReport): string {
  const { unit, from, to, timezone } = statement;
  const what = unit === "range" ? "days" : unit;
  return `${oneLine(account)}, ${what} from ${dateTimeText(from, timezone)} to ${timeText(to, timezone)}`;
}

/** leadOf says in one sentence what an account spent, and how that compares: `acme spent 52.00 credits ($520.00) in 4 streams, 12 % more than the week before`. */
export function leadOf({ account, statement, before }: AccountReport): string {
  const { totals, unit, usdPerCredit, to, at } = statement;
  const { spend, streams } = totals;
  const so = to > at ? " so far" : "";
  const compared = before
    ? `, ${changePhrase(spend, before.totals.spend, `${WORDS[unit]} before`)}`
    : "";
  return `${oneLine(account)} spent ${quantity(spend, "nano", usdPerCredit)} in ${plural(streams, "stream")}${so}${compared}`;
}

/** standingOf says whether a report is final, what it is compared with, and how sure its numbers are. */
export function standingOf(report: AccountReport): readonly string[] {
  const { state, statement } = report;
  const { at, timezone, revision, proof, account } = statement;
  const { completeTo, gaps, settledTo, auditedAt, readFrom, drift } = proof;
  const stated =
    revision === 0
      ? `Stated on ${timeText(at, timezone)}.`
      : `Revision ${revision}, stated on ${timeText(at, timezone)}; what was stated before is kept (--json shows it).`;
  const asOf = `as of ${timeText(at, timezone)}.`;
  const provisional = `It may still change; ${asOf}`;
  const missing =
    readFrom === null
      ? "nothing of the account is read yet"
      : `the account is read back to ${timeText(readFrom, timezone)} only, and what the period had before is missing`;
  const states = {
    stated,
    partial: `Partial, provisional: ${missing}. ${provisional}`,
    open: `Open, provisional: the period still runs. ${provisional}`,
    unsettled: `Provisional: the period is over and not settled yet. ${provisional}`,
    unstated: `Settled and not stated yet: a running daemon states it within the hour. As of ${timeText(at, timezone)}.`,
    settled: `Settled: its numbers can no longer change; ${asOf}`,
  };
  const audit =
    auditedAt === null
      ? "not every day was compared with the API's own summary"
      : `every day was compared with the API's own summary, last on ${timeText(auditedAt, timezone)}`;
  return [
    states[state],
    ...comparison(report),
    `Numbers: ${coverageText([{ account, completeTo, gaps, settledTo }], at, timezone)}; ${audit}.`,
    ...drift.map((one) => `Drift: ${oneLine(one)}`),
  ];
}

function comparison({ statement, before, state }: AccountReport): readonly string[] {
  const { timezone, unit, to, at } = statement;
  if (before === null)
    return state === "partial"
      ? []
      : [`Not compared with ${WORDS[unit]} before: the account was not read back so far.`];
  const ends = `${dateTimeText(before.from, timezone)} to ${dateTimeText(before.to, timezone)}`;
  const what = to > at ? `as much of ${WORDS[unit]} before` : `${WORDS[unit]} before`;
  return [`Compared with ${what}: ${ends}.`];
}
