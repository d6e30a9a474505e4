import type { Alert, Transition } from "../../../src/core/alerts/index.ts";
import { alertId } from "../../../src/core/alerts/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { oracleTick } from "../../support/oracle/oracle.ts";
import { belief } from "../../support/reader.ts";
import type { Held, Journaled } from "../held.ts";
import type { Plan } from "../plan.ts";
import type { Try } from "../receiver.ts";
import { LANES, settingsOf } from "../rules.ts";
import { endedAt, streamOf, type World } from "../world.ts";
import { falseAlarms } from "./false-alarms.ts";
import { brokenJournal } from "./journal.ts";
import { differences } from "./ledger-truth.ts";
import { wrongMessages } from "./messages.ts";
import { periodsNotTold } from "./periods-told.ts";
import { streamsNotTold } from "./streams-told.ts";

/** Judged is what a run is judged by. */
export interface Judged {
  readonly plan: Plan;
  readonly world: World;
  readonly tries: readonly Try[];
  readonly now: number;
}

/** JudgedEnd is what the end of a run is judged by. */
export interface JudgedEnd extends Judged {
  readonly held: Held;
  readonly alerts: readonly Alert[];
  /** The last evaluation's. */
  readonly tick: number;
}

/** judgeEnd lists what is not yet as it has to be once the world is calm; empty where all is healed. */
export function judgeEnd(judged: JudgedEnd): readonly string[] {
  const { plan, held, alerts, tries } = judged;
  const stored = plan.accounts.flatMap((account) => wrongAccount(account, judged));
  const raised = held.conditions.map(
    ({ kind, subject }) => `the condition ${kind} of ${subject} is still raised`,
  );
  const unsent = held.unsent > 0 ? [`${held.unsent} messages are still not sent`] : [];
  const wrong = [...stored, ...raised, ...unsent];
  if (wrong.length > 0) return wrong;
  const firing = firingOf(alerts)
    .filter(({ kind }) => kind !== "system")
    .map(({ id }) => id);
  return [...compared("fires", expectedAlerts(judged), firing), ...believed(alerts, tries)];
}

function wrongAccount(account: string, { world, now, held }: JudgedEnd): readonly string[] {
  const wrong = differences(held, world, account, now).map(
    ({ text }) => `the ledger of ${account}: ${text}`,
  );
  const stored = held.accounts.find((one) => one.account === account);
  if (stored?.ready_at == null) return [...wrong, `${account} is still not ready`];
  if (stored.gaps > 0) wrong.push(`${account} still has ${stored.gaps} gaps`);
  const count = held.rows.filter((row) => row.account === account).length;
  if (stored.rows !== count) wrong.push(`${account} counts ${stored.rows} rows and has ${count}`);
  return wrong;
}

/** judgeRecord lists what in the course of a whole run must never have been. */
export function judgeRecord(
  judged: Judged & {
    readonly transitions: readonly Transition[];
    readonly journal: readonly Journaled[];
    readonly evaluatedSince: ReadonlyMap<string, number>;
    readonly lastEdited: ReadonlyMap<string, number>;
  },
): readonly string[] {
  return [
    ...wrongMessages(judged.tries, judged.plan.receivers.lookUp),
    ...falseAlarms(judged.transitions, judged.world, judged.plan),
    ...streamsNotTold(judged),
    ...periodsNotTold(judged),
    ...brokenJournal(judged.journal),
  ];
}

/** What must fire: worked out from the true rows alone, by brute force; from the ledger comes only when a row was first seen. */
function expectedAlerts({ plan, world, now, held, tick }: JudgedEnd): readonly string[] {
  const seen = new Map(held.rows.map((row) => [`${row.account} ${row.id}`, row]));
  const rows: LedgerRow[] = [];
  for (const [account, facts] of world.rows) {
    for (const row of facts) {
      const known = seen.get(`${account} ${row.id}`);
      if (!known) continue;
      const { rowNo, firstSeenAt } = known;
      const finishedAt = Math.min(endedAt(row), firstSeenAt);
      rows.push({
        ...streamOf(row, now, account),
        rowNo,
        firstSeenAt,
        finishedAt,
        retracted: false,
      });
    }
  }
  const { rules, groups } = settingsOf(plan);
  const measured = rules.filter(({ kind }) => kind !== "stream");
  const moment = { at: tick, rows, news: new Set<number>(), open: [], forgotten: 0 };
  const found = oracleTick({ rules: measured, groups }, moment);
  return [...found.values()].filter(({ breached }) => breached).map(({ ref }) => alertId(ref));
}

function firingOf(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.filter(({ status, kind }) => status === "firing" && kind !== "stream");
}

/** What a reader of each lane takes for firing is what fires and is meant for it. */
function believed(alerts: readonly Alert[], tries: readonly Try[]): readonly string[] {
  return Object.values(LANES).flatMap((lane) => {
    const arrived = tries.filter((one) => one.lane === lane && one.arrived);
    const once = new Map(arrived.map(({ message }) => [message.key, message]));
    const meant = firingOf(alerts).filter(
      ({ covered, muted, severity }) =>
        !covered && !muted && (lane === LANES.all || severity === "critical"),
    );
    const told = belief([...once.values()]);
    return compared(
      `is believed to fire by the reader of ${lane}`,
      meant.map(({ id }) => id),
      told,
    );
  });
}

function compared(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const [wanted, had] = [new Set(expected), new Set(found)];
  return [
    ...[...wanted]
      .filter((id) => !had.has(id))
      .map((id) => `nothing ${what} for ${id}, the truth demands it`),
    ...[...had].filter((id) => !wanted.has(id)).map((id) => `${id} ${what}, the truth does not`),
  ].sort();
}
