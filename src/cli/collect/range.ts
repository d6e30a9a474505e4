import { OperatorError } from "../../core/errors.ts";
import { startOfDate, wallMoment } from "../../core/time/index.ts";

/** RangeTexts is a range as the command line says it. */
export interface RangeTexts {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * rangeOf reads a range: a day is its first moment in the configured zone, so that `--to` is the first day that is not
 * read. What has not come yet is left out; without an end the range ends now.
 */
export function rangeOf(
  { from, to }: RangeTexts,
  timezone: string,
  now: number,
): { readonly from: number; readonly to: number } {
  if (from === undefined) {
    throw new OperatorError('"collect" needs --from, the first day to read, such as 2026-10-01.');
  }
  const begin = momentOf("from", from, timezone);
  const end = Math.min(to === undefined ? now : momentOf("to", to, timezone), now);
  if (begin < end) return { from: begin, to: end };
  throw new OperatorError(
    begin >= now
      ? `"collect --from ${from}" has not come yet: there is nothing to read.`
      : `"collect --from ${from} --to ${to}" ends before it begins: --to is the first day that is not read.`,
  );
}

function momentOf(option: string, text: string, timezone: string): number {
  const at = dateOf(text, timezone) ?? zonedOf(text) ?? wallOf(text, timezone);
  if (at !== null) return at;
  throw new OperatorError(
    `"collect --${option}" takes a day such as 2026-10-01 (in ${timezone}) or a time such as 2026-10-01T12:00 or 2026-10-01T12:00Z, not "${text}".`,
  );
}

function dateOf(text: string, timezone: string): number | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDate(text, timezone) : null;
}

function zonedOf(text: string): number | null {
  const isZoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const at = isZoned ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** A time that the zone's clock skips or shows twice is none: it has to be written with its offset. */
function wallOf(text: string, timezone: string): number | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
  if (date === undefined || time === undefined) return null;
  const at = wallMoment({ date, time }, timezone);
  return typeof at === "number" ? at : null;
}
