import type { IncomingHttpHeaders } from "node:http";

/** Where services tell how long to wait: HTTP's own header first, then those of PagerDuty and Discord, in seconds all. */
const HEADERS = ["retry-after", "ratelimit-reset", "x-ratelimit-reset-after"];

/** retryAfterMs reads from an answer's headers how long the service asks to wait, in ms; undefined where it does not. */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number | undefined {
  for (const name of HEADERS) {
    const value = headers[name];
    const wait = waitMs(Array.isArray(value) ? value[0] : value, now);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

function waitMs(header: string | undefined, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
