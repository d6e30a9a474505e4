/** A server that asks for more is asked again after this; it will then say so again. */
const LONGEST_MS = 3_600_000;

/**
 * retryAfterMs reads a Retry-After header, seconds or an HTTP date, as the ms still to wait: never negative, at
 * most an hour; undefined where there is none or it cannot be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}
