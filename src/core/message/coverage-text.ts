import type { Coverage } from "./message.ts";
import { clockText, dateTimeText } from "./window-text.ts";

/**
 * coverageText says how far a message's numbers are proven: `complete to 14:05, 0 gaps, final to 7 Mar 2026 14:05 (Europe/Berlin)`.
 * What is final can no longer change. With several accounts each is named, the one furthest behind first; the zone comes last, once.
 */
export function coverageText(coverage: readonly Coverage[], now: number, timezone: string): string {
  const behind = (one: Coverage) => one.completeTo ?? Number.NEGATIVE_INFINITY;
  const sorted = [...coverage].sort((a, b) => behind(a) - behind(b));
  const texts = sorted.map((one) => {
    const name = sorted.length > 1 ? `${one.account}: ` : "";
    return `${name}${said(one, now, timezone).join(", ")}`;
  });
  const text = texts.join("; ");
  return coverage.some(isTimed) ? `${text} (${timezone})` : text;
}

function isTimed({ completeTo, settledTo, historyFrom }: Coverage): boolean {
  return [completeTo, settledTo, historyFrom].some((at) => typeof at === "number");
}

function said(one: Coverage, now: number, timezone: string): readonly string[] {
  const { completeTo, gaps, historyFrom } = one;
  // A message that an older version stored for sending does not say what was final.
  const settledTo = one.settledTo ?? null;
  return [
    completeTo === null
      ? "not yet complete"
      : `complete to ${clockText(completeTo, now, timezone)}`,
    gaps === 1 ? "1 gap" : `${gaps} gaps`,
    settledTo === null ? "none of it final yet" : `final to ${dateTimeText(settledTo, timezone)}`,
    ...(historyFrom === undefined
      ? []
      : [`history read back to ${dateTimeText(historyFrom, timezone)} so far`]),
  ];
}
