import { readDuration } from "../../config/index.ts";
import { OperatorError } from "../../core/errors.ts";

/** durationOf reads an option's length of time, such as `5m`, as ms. */
export function durationOf(option: string, text: string): number {
  const ms = readDuration(text);
  if (ms !== null && ms > 0) return ms;
  throw new OperatorError(
    `"backtest --${option}" takes a length of time such as 5m or 1h30m, not "${text}".`,
  );
}

/** momentOf reads an option's moment: a length of time before `now` such as `90d`, or ISO text, which is UTC without a zone. */
export function momentOf(option: string, text: string, now: number): number {
  const ago = readDuration(text);
  if (ago !== null) return now - ago;
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text;
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(zoned) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new OperatorError(
    `"backtest --${option}" takes a time such as 2026-03-01, 2026-03-01T12:00Z or 90d (ago), not "${text}".`,
  );
}

/** countOf reads an option's whole number from 1 on. */
export function countOf(option: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new OperatorError(`"backtest --${option}" takes a whole number from 1 on, not "${text}".`);
}
