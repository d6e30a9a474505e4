const ISO =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/** As the API writes it: a form that Date.parse takes as it is. */
const USUAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;

/**
 * wireTime reads an ISO 8601 time of the API as ms since the epoch, null where it is none. Fractions finer than
 * a millisecond are cut. A time without a zone is UTC: `Date.parse` would take this machine's zone.
 */
export function wireTime(text: string): number | null {
  if (USUAL.test(text)) {
    const usual = Date.parse(text);
    return Number.isNaN(usual) ? null : usual;
  }
  const match = ISO.exec(text);
  if (!match) return null;
  const [, date, time = "", fraction = "", zone = "Z"] = match;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const ms = `${fraction}000`.slice(0, 3);
  const parsed = Date.parse(`${date}T${seconds}.${ms}${fullZone(zone)}`);
  return Number.isNaN(parsed) ? null : parsed;
}

function fullZone(zone: string): string {
  if (/^z$/i.test(zone)) return "Z";
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
