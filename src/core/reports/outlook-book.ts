import { createEngine, type Finding } from "../engine/index.ts";
import type { Nano } from "../money.ts";
import { type RowColumns, rowsFrom } from "../row-columns.ts";
import {
  type BudgetRule,
  forecastNeededFrom,
  type MemberGroup,
  type Rule,
} from "../rules/index.ts";
import {
  byShare,
  groupsOf,
  outcomeOf,
  type Period,
  type PeriodOfCalendar,
  periodAt,
} from "../statements/index.ts";
import { CourseTally, courseOf } from "./course.ts";
import type { BudgetStanding, Heading, Outlook } from "./report.ts";

/** OutlookOptions are what an outlook is drawn up of and by. */
export interface OutlookOptions {
  readonly period: Period;
  /** What the period is compared with; see comparablePeriod. */
  readonly before: Period;
  readonly rules: readonly Rule[];
  readonly groups: readonly MemberGroup[];
  readonly timezone: string;
  readonly now: number;
}

/** OutlookBook draws up the outlooks of accounts from the ledger's rows. */
export interface OutlookBook {
  /** Rows from this moment on are needed, ms since the epoch. */
  readonly since: number;
  take(rows: RowColumns): void;
  /** What there is to say of an account, once all rows are taken. */
  outlook(account: string): Outlook;
}

interface Running extends Period {
  readonly unit: PeriodOfCalendar;
}

const FORECAST = "forecast 100%";
/** Every step and level of the spend is without end: the rule is there to be forecast, not to be reached. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * createOutlookBook makes a book. Budgets and forecasts are read by the engine, as for alerts: budgets at the period's last moment
 * or now, the forecast for the period that runs now: the period itself, or where that is over, the month.
 */
export function createOutlookBook(options: OutlookOptions): OutlookBook {
  const { period, before, groups, timezone, now } = options;
  const budgets = options.rules.filter((rule) => rule.kind === "budget");
  const at = Math.min(period.to - 1, now);
  const running = runningPeriod(period, now, timezone);
  const spend = spendRule(running.unit, timezone);
  const rules = [...budgets, spend];
  const engine = createEngine({ rules, groups });
  const courses = new Map<string, CourseTally>();
  const cut = courseOf(period, before, timezone, now);
  let found: { budgets: readonly Finding[]; heading: readonly Finding[] } | null = null;

  function findings() {
    engine.tick(at, []);
    const standing = engine.tick(
      at,
      budgets.flatMap(({ name }) => engine.refs(name)),
    );
    // The engine's windows only move forward.
    engine.tick(now, []);
    const heading = engine.tick(now, engine.refs(spend.name));
    const isSpend = ({ ref }: Finding) => ref.rule === spend.name;
    return {
      budgets: standing.filter((one) => !isSpend(one)),
      heading: heading.filter((one) => isSpend(one) && one.ref.step === FORECAST),
    };
  }

  return {
    since: Math.min(before.from, period.from, ...rules.map((rule) => forecastNeededFrom(rule, at))),
    take: (rows) => {
      engine.putColumns(rows, false);
      for (const row of rowsFrom(rows)) {
        if (row.retracted) continue;
        const tally = courses.get(row.account) ?? new CourseTally(cut);
        courses.set(row.account, tally);
        tally.take(row.createdAt, row.neoCredits + row.neoCost);
      }
    },
    outlook: (account) => {
      found ??= findings();
      const own = ({ ref }: Finding) => ref.account === account;
      return {
        budgets: standingsOf(found.budgets.filter(own)),
        heading: headingOf(found.heading.find(own), running),
        course: (courses.get(account) ?? new CourseTally(cut)).course(),
      };
    },
  };
}

/** A range of days may run, too, but no forecast knows its end: the month stands for it. */
function runningPeriod(period: Period, now: number, timezone: string): Running {
  const unit = period.to > now && period.unit !== "range" ? period.unit : "month";
  return { ...periodAt(unit, now, timezone), unit };
}

function spendRule(unit: PeriodOfCalendar, timezone: string): BudgetRule {
  const step = (label: string) => ({ ppm: 1_000_000, label, severity: "info" }) as const;
  return {
    ...{ name: "(spend)", kind: "budget", metric: { name: "spend" }, by: [], where: [] },
    ...{ forMs: 0, keepFiringForMs: 0, labels: {}, time: "created_at", timezone, onLoad: "fire" },
    window: { kind: "calendar", unit, timezone, weekStarts: "monday", startsOn: 1 },
    ...{ limit: NO_LIMIT, steps: [step("100%")], forecast: [step(FORECAST)], overrides: [] },
    forecastMaxErrorPpm: NO_LIMIT,
  };
}

function standingsOf(findings: readonly Finding[]): readonly BudgetStanding[] {
  return groupsOf(findings.filter(({ ended }) => !ended))
    .map((steps) => ({ ...outcomeOf(steps), window: steps[0].window.name }))
    .sort(byShare);
}

function headingOf(found: Finding | undefined, { unit, from, to }: Running): Heading | null {
  if (!found || found.streams === 0) return null;
  const { value, forecast } = found;
  const { p10, p50, p90 } = forecast ?? {};
  return {
    ...{ unit, from, until: to, spent: value as Nano },
    forecast:
      p10 === undefined || p50 === undefined || p90 === undefined ? null : { p10, p50, p90 },
  };
}
