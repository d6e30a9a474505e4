import type { Coverage } from "./message.ts";
import { clockText, timeText } from "./window-text.ts";

/**
 * coverageText says how complete a message's numbers are: `complete to 14:05 (Europe/Berlin), 0 gaps`.
 * With several accounts each is named, the one furthest behind first.
 */
export function coverageText(coverage: readonly Coverage[], now: number, timezone: string): string {
  const behind = (one: Coverage) => one.completeTo ?? Number.NEGATIVE_INFINITY;
  const sorted = [...coverage].sort((a, b) => behind(a) - behind(b));
  const texts = sorted.map((one) => {
    const text =
      one.completeTo === null ? "not yet complete" : complete(one.completeTo, now, timezone);
    const gaps = one.gaps === 1 ? "1 gap" : `${one.gaps} gaps`;
    const history =
      one.historyFrom === undefined
        ? ""
        : `, history read back to ${timeText(one.historyFrom, timezone)} so far`;
    return `${sorted.length > 1 ? `${one.account}: ` : ""}${text}, ${gaps}${history}`;
  });
  return texts.join("; ");
}

function complete(at: number, now: number, timezone: string): string {
  const time = clockText(at, now, timezone);
  return `complete to ${time.includes(" ") ? timeText(at, timezone) : `${time} (${timezone})`}`;
}
