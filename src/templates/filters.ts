import type { FilterImplOptions, Liquid } from "liquidjs";
import { bareQuantity, duration, timeText } from "../core/message/index.ts";
import { NANO_PER_CREDIT, usdText } from "../core/money.ts";
import { markedLink } from "./marks.ts";

type FilterHandler = Extract<FilterImplOptions, (...args: never[]) => unknown>;
type This = ThisParameterType<FilterHandler>;

/** addFilters gives an engine the filters that write amounts, times and links as messages do. */
export function addFilters(engine: Liquid, json: boolean): void {
  for (const [name, filter] of Object.entries(amounts)) engine.registerFilter(name, filter);
  const builtIn = engine.filters["date"] as FilterHandler;
  engine.registerFilter("date", dateFilter(builtIn));
  if (json) engine.registerFilter("json", { raw: true, handler: (value) => jsonText(value) });
  else engine.registerFilter("link", linkFilter);
}

const amounts: Readonly<Record<string, FilterImplOptions>> = {
  /** `41.2 | credits` is `41.20`. */
  credits: (value: unknown) => numbered(value, (credits) => bareQuantity(nano(credits), "nano")),
  /** `41.2 | usd` is `$412.00`. */
  usd(value: unknown) {
    const price = Number(topLevel(this, "usd_per_credit"));
    return numbered(value, (credits) => usdText(nano(credits), price));
  },
  /** `34.21 | percent` is `34.2 %`. */
  percent: (value: unknown) =>
    numbered(value, (percent) => bareQuantity(Math.round(percent * 10_000), "ppm")),
  /** `4800 | duration` is `1 h 20 min`. */
  duration: (value: unknown) => numbered(value, (seconds) => duration(seconds * 1_000)),
};

/** A date without a format is written as in messages, with its zone; with one it is as strftime would, in the message's zone. */
function dateFilter(builtIn: FilterHandler): FilterHandler {
  return function date(this: This, value: unknown, format?: unknown) {
    const timezone = String(topLevel(this, "timezone"));
    if (typeof format === "string") return builtIn.call(this, value, format, timezone);
    const at = typeof value === "number" ? value : Date.parse(String(value));
    return Number.isNaN(at) ? value : timeText(at, timezone);
  };
}

function linkFilter(url: unknown, label?: unknown): string {
  const address = typeof url === "string" ? url : "";
  if (address === "") return "";
  const text = typeof label === "string" && label !== "" ? label : address;
  if (!URL.canParse(address)) return text;
  const { protocol, href } = new URL(address);
  return protocol === "http:" || protocol === "https:"
    ? markedLink({ label: text, url: href })
    : text;
}

function jsonText(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function topLevel({ context }: This, key: string): unknown {
  return (context.environments as Readonly<Record<string, unknown>>)[key];
}

function nano(credits: number): number {
  return Math.round(credits * NANO_PER_CREDIT);
}

/** What is no number is left as it is: an absent budget stays empty. */
function numbered(value: unknown, write: (value: number) => string): unknown {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? write(number) : value;
}
