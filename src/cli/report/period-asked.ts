import { OperatorError } from "../../core/errors.ts";
import {
  type Period,
  periodAt,
  STATEMENT_UNITS,
  type StatementUnit,
} from "../../core/statements/index.ts";
import { startOfDate } from "../../core/time/index.ts";

/** PeriodTexts is a period as the command line says it. */
export interface PeriodTexts {
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly last?: string | undefined;
}

/** periodAsked reads which period is asked for, in the configured zone; the month before the present one where none is. */
export function periodAsked(texts: PeriodTexts, timezone: string, now: number): Period {
  const { month, day, last } = texts;
  if ([month, day, last].filter((text) => text !== undefined).length > 1) {
    throw new OperatorError('"report" takes one of --month, --day and --last.');
  }
  if (month !== undefined) return begun("month", `${month}-01`, month, { timezone, now });
  if (day !== undefined) return begun("day", day, day, { timezone, now });
  const unit = STATEMENT_UNITS.find((each) => each === (last ?? "month"));
  if (!unit) throw new OperatorError(`"report --last" takes month or day, not "${last}".`);
  return periodAt(unit, periodAt(unit, now, timezone).from - 1, timezone);
}

function begun(
  unit: StatementUnit,
  date: string,
  text: string,
  { timezone, now }: { readonly timezone: string; readonly now: number },
): Period {
  const example = unit === "month" ? "2026-10" : "2026-10-05";
  const at = text.length === example.length ? startOfDate(date, timezone) : null;
  if (at === null) {
    throw new OperatorError(
      `"report --${unit}" takes a ${unit} such as ${example}, not "${text}".`,
    );
  }
  if (at > now) throw new OperatorError(`"report --${unit} ${text}" has not begun yet.`);
  return periodAt(unit, at, timezone);
}
