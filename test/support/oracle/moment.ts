import type { AlertRef, Finding, Forecast } from "../../../src/core/engine/index.ts";
import type { MemberGroup, Rule } from "../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";

/** Configured is what an oracle judges by: the rules and the cost centres. */
export interface Configured {
  readonly rules: readonly Rule[];
  readonly groups: readonly MemberGroup[];
}

/** Moment is all that there is to know at a tick. */
export interface Moment {
  readonly at: number;
  /** Every row that was ever put, as it is now, retracted or not. */
  readonly rows: readonly LedgerRow[];
  /** The numbers of the rows that no tick has told as news yet. */
  readonly news: ReadonlySet<number>;
  readonly open: readonly AlertRef[];
  /** The engine may have let go of rows whose times both lie before this. */
  readonly forgotten: number;
}

/** Range is a number that doubles may round to either side of: both ends count as right. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** ForecastRange is a forecast with its amounts and its error as ranges. */
export type ForecastRange = Pick<Forecast, "days" | "until"> & {
  readonly p10: Range;
  readonly p50: Range;
  readonly p90: Range;
  readonly errorPpm: Range | null;
};

/** Expected is what an oracle says of one alert state: a finding but for its texts. */
export type Expected = Omit<Finding, "terms" | "window" | "forecast"> & {
  readonly from: number;
  readonly to: number;
  readonly forecast?: ForecastRange;
  /** Either verdict is right: a double may lie on either side of the level, or the rows may have been let go of. */
  readonly undecided?: true;
};

/** timeOf is when a row counts for a rule: when it was created, or when it ended, which is never after it was first seen. */
export function timeOf(row: LedgerRow, { time }: Pick<Rule, "time">): number {
  if (time === "created_at") return row.createdAt;
  return Math.min(row.createdAt + (row.executionMs ?? 0), row.firstSeenAt);
}

/** refKey names an alert state as text, whatever the order of its labels. */
export function refKey(ref: AlertRef): string {
  const labels = Object.entries(ref.group).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([ref.rule, ref.account, labels, ref.step, ref.window]);
}
