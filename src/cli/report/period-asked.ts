import { OperatorError } from "../../core/errors.ts";
import { type Period, type PeriodOfCalendar, periodAt } from "../../core/statements/index.ts";
import { startOfDate } from "../../core/time/index.ts";
import { startOfWeek } from "./start-of-week.ts";

/** PeriodTexts is a period as the command line says it. */
export interface PeriodTexts {
  readonly month?: string | undefined;
  readonly week?: string | undefined;
  readonly day?: string | undefined;
  readonly last?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Here {
  readonly timezone: string;
  readonly now: number;
}

const EXAMPLES = { day: "2026-10-05", week: "2026-W41 or 2026-10-05", month: "2026-10" } as const;
const UNITS = ["day", "week", "month"] as const;

/** periodAsked reads which period is asked for, in the configured zone; the month before the present one where none is. */
export function periodAsked(texts: PeriodTexts, timezone: string, now: number): Period {
  const { month, week, day, last, from, to } = texts;
  const here = { timezone, now };
  const ways = [month, week, day, last, from ?? to].filter((text) => text !== undefined);
  if (ways.length > 1) {
    throw new OperatorError(
      '"report" takes one of --month, --week, --day, --last and --from with --to.',
    );
  }
  if (from !== undefined || to !== undefined) return rangeAsked(from, to, here);
  if (month !== undefined) return begun("month", startOfDate(`${month}-01`, timezone), month, here);
  if (week !== undefined) return begun("week", startOfWeek(week, timezone), week, here);
  if (day !== undefined) return begun("day", startOfDate(day, timezone), day, here);
  const unit = UNITS.find((each) => each === (last ?? "month"));
  if (!unit) throw new OperatorError(`"report --last" takes day, week or month, not "${last}".`);
  return periodAt(unit, periodAt(unit, now, timezone).from - 1, timezone);
}

function begun(unit: PeriodOfCalendar, at: number | null, text: string, here: Here): Period {
  const length = unit === "week" ? text.length : EXAMPLES[unit].length;
  if (at === null || text.length !== length) {
    throw new OperatorError(
      `"report --${unit}" takes a ${unit} such as ${EXAMPLES[unit]}, not "${text}".`,
    );
  }
  if (at > here.now) throw new OperatorError(`"report --${unit} ${text}" has not begun yet.`);
  return periodAt(unit, at, here.timezone);
}

/** Both days belong to the range, as people mean it. */
function rangeAsked(from: string | undefined, to: string | undefined, here: Here): Period {
  if (from === undefined) {
    throw new OperatorError('"report --to" needs --from, the first day, such as 2026-10-01.');
  }
  const { timezone, now } = here;
  const first = dayOf("from", from, here);
  const last = to === undefined ? periodAt("day", now, timezone) : dayOf("to", to, here);
  if (last.from < first.from) {
    throw new OperatorError(`"report --from ${from} --to ${to}" ends before it begins.`);
  }
  return { unit: "range", from: first.from, to: last.to };
}

function dayOf(option: "from" | "to", text: string, { timezone, now }: Here): Period {
  const at = text.length === EXAMPLES.day.length ? startOfDate(text, timezone) : null;
  if (at === null) {
    throw new OperatorError(
      `"report --${option}" takes a day such as ${EXAMPLES.day}, not "${text}".`,
    );
  }
  if (option === "from" && at > now) {
    throw new OperatorError(`"report --from ${text}" has not begun yet.`);
  }
  return periodAt("day", at, timezone);
}
