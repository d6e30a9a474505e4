import { leaf, Mistake } from "./leaf.ts";

/** timezone is a schema of an IANA time zone. */
export const timezone = leaf(
  { type: "string", minLength: 1, examples: ["UTC", "Europe/Berlin"] },
  (value) => {
    if (typeof value === "string" && isZone(value)) return value;
    const zones = Intl.supportedValuesOf("timeZone");
    const last = typeof value === "string" ? value.split("/").at(-1)?.toLowerCase() : undefined;
    // "Berlin" alone is no misspelling by letters, yet everyone sees what is meant.
    const city = zones.filter((zone) => zone.split("/").at(-1)?.toLowerCase() === last);
    return new Mistake(
      "must be a time zone such as UTC or Europe/Berlin",
      ["UTC", ...zones],
      city[0] ?? null,
    );
  },
);

function isZone(text: string): boolean {
  // Offsets pass Intl as well, but know no daylight saving time and are not what a budget's month means.
  if (/^[+-]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
