import type { Nano } from "../money.ts";
import type {
  BudgetOutcome,
  Figures,
  Period,
  PeriodOfCalendar,
  Statement,
} from "../statements/statement.ts";

/** STATED_STATES say how final what is reported of a period is; all but the first are drawn up from the ledger as it is now. */
export const STATED_STATES = [
  "stated", // it is stored, and never changes
  "partial", // the account was not read back to the period's beginning
  "open", // the period still runs
  "unsettled", // it is over, and may still change
  "unstated", // it can no longer change, and is stated with the next run of `close`
  "settled", // it can no longer change; periods of its kind are never stored
] as const;
export type StatedState = (typeof STATED_STATES)[number];

/** Stated is what there is to say of an account's period. */
export interface Stated {
  readonly state: StatedState;
  readonly statement: Statement;
  /** The stored statements before this one, oldest first. */
  readonly earlier: readonly Statement[];
}

/** Before is what came of the equal period before, or of as much of it as has passed of a period that still runs. */
export interface Before
  extends Period,
    Pick<Figures, "totals" | "members" | "models" | "centres"> {}

/** BudgetStanding is how a group stood with a budget when the period ended, or stands while it runs. */
export interface BudgetStanding extends BudgetOutcome {
  /** The budget's window as its rule calls it: `month`, `30d`. */
  readonly window: string;
}

/** Heading is where the spend of a running period is going. */
export interface Heading {
  readonly unit: PeriodOfCalendar;
  readonly from: number;
  /** The period's end, ms since the epoch. */
  readonly until: number;
  readonly spent: Nano;
  /** Null where the account has too few days behind it. */
  readonly forecast: { readonly p10: Nano; readonly p50: Nano; readonly p90: Nano } | null;
}

/** Stretch is an hour or a day of the period: what was spent in it, and in the like one of the period before; null where that is not known. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly spend: Nano;
  readonly before: Nano | null;
}

/** Outlook is what beside its statement there is to say of an account's period. */
export interface Outlook {
  readonly budgets: readonly BudgetStanding[];
  /** Null where nothing was spent in the period that runs. */
  readonly heading: Heading | null;
  /** The period cut into hours or days, up to now. */
  readonly course: readonly Stretch[];
}

/** AccountReport is what is reported of one account's period. */
export interface AccountReport extends Stated, Outlook {
  readonly account: string;
  /** Null where the account was not read back so far. */
  readonly before: Before | null;
}

/** REPORT_PARTS are what the spend of a report can be listed by. */
export const REPORT_PARTS = ["member", "group", "model"] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];
