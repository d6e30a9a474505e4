const TIME = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** timeOf is the time of day in this machine's zone, of ms since the epoch. */
export function timeOf(at: number): string {
  return TIME.format(at);
}

/** dayOf is the day in this machine's zone, of ms since the epoch. */
export function dayOf(at: number): string {
  return DAY.format(at);
}
