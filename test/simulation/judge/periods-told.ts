import { alertId, type Transition } from "../../../src/core/alerts/index.ts";
import type { BudgetRule, Rule, WindowSpec } from "../../../src/core/rules/index.ts";
import { calendarEnd, calendarStart } from "../../support/oracle/index.ts";
import { isoText } from "../../support/oracle/zone.ts";
import type { Plan } from "../plan.ts";
import { settingsOf } from "../rules.ts";
import { endedAt, factOf, type World } from "../world.ts";

/** What is read for so long before an evaluation may come too late for it. */
const READING_MS = 60_000;

type CalendarSpec = Extract<WindowSpec, { kind: "calendar" }>;

/** Closed is what budgets of periods that are over are judged by. */
export interface Closed {
  readonly plan: Plan;
  readonly world: World;
  readonly now: number;
  readonly transitions: readonly Transition[];
  /** When a rule was first evaluated for an account, by `account rule`: periods that had ended by then are history. */
  readonly evaluatedSince: ReadonlyMap<string, number>;
  /** When each row was last read otherwise than before, by `account id`. */
  readonly lastEdited: ReadonlyMap<string, number>;
}

/** What a member truly spent within one period of a budget. */
interface Period {
  /** The id of a step's alert. */
  readonly idOf: (step: string) => string;
  spend: number;
  /** Late rows of history are among it. */
  silent: boolean;
}

/**
 * periodsNotTold lists budgets' steps that periods which ended during the run reached by their true rows, and that never fired, nor
 * any higher one: a step that fires speaks for those below it, even if rows later take back its own.
 */
export function periodsNotTold(closed: Closed): readonly string[] {
  const fired = new Set(
    closed.transitions.filter(({ to }) => to === "firing").map((one) => one.alertId),
  );
  return settingsOf(closed.plan)
    .rules.flatMap((rule) => demandedOf(rule, closed))
    .filter((ids) => !ids.some((id) => fired.has(id)))
    .map(([id]) => `${id} was reached by the end of its period and never fired`);
}

/** For each period that reached a step, the alerts of which one must have fired. */
function demandedOf(rule: Rule, closed: Closed): readonly (readonly string[])[] {
  if (rule.kind !== "budget" || rule.window.kind !== "calendar") return [];
  const { steps, limit } = rule;
  return periodsOf(rule, rule.window, closed).flatMap(({ idOf, spend, silent }) => {
    const highest = steps.findLastIndex(({ ppm }) => spend * 1_000_000 >= limit * ppm);
    if (silent || highest < 0) return [];
    return [steps.slice(highest).map(({ label }) => idOf(label))];
  });
}

function periodsOf(rule: BudgetRule, spec: CalendarSpec, closed: Closed): readonly Period[] {
  const { world, now, evaluatedSince, lastEdited } = closed;
  const periods = new Map<string, Period>();
  for (const [account, rows] of world.rows) {
    const since = evaluatedSince.get(`${account} ${rule.name}`) ?? Number.POSITIVE_INFINITY;
    for (const row of rows) {
      const fact = factOf(row, now);
      const start = calendarStart(spec, row.createdAt);
      const end = calendarEnd(spec, start);
      if (!fact || end <= since || end > now) continue;
      const window = isoText(start, spec.timezone);
      const ref = { account, rule: rule.name, group: { member: row.member.email }, window };
      const idOf = (step: string) => alertId({ ...ref, step });
      const period = periods.get(idOf("")) ?? { idOf, spend: 0, silent: false };
      period.spend += fact.neoCredits + fact.neoCost;
      // What had ended or was there before the account was first read is history: nothing late of it is told, nor what it
      // carried over a step.
      const edited = lastEdited.get(`${account} ${row.id}`) ?? now;
      const isHistory = Math.min(endedAt(row), row.visibleAt) <= since;
      period.silent ||= isHistory && edited > since - READING_MS;
      periods.set(idOf(""), period);
    }
  }
  return [...periods.values()];
}
