import { OperatorError } from "../../core/errors.ts";

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** durationOf reads an option's length of time such as `5m` as ms. */
export function durationOf(option: string, text: string): number {
  const match = /^(\d+)([smhdw])$/.exec(text);
  const ms = match ? Number(match[1]) * (UNITS[match[2] ?? ""] ?? 0) : 0;
  if (ms > 0 && Number.isSafeInteger(ms)) return ms;
  throw new OperatorError(
    `"backtest --${option}" takes a length of time such as 5m or 1h, not "${text}".`,
  );
}

/** momentOf reads an option's moment: a length of time before `now` such as `90d`, or ISO text, which is UTC without a zone. */
export function momentOf(option: string, text: string, now: number): number {
  if (/^\d+[smhdw]$/.test(text)) return now - durationOf(option, text);
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
