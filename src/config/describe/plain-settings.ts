import type { Unit } from "../../core/rules/index.ts";
import { Secret } from "../../core/secret.ts";
import type { TimeInterval } from "../../core/time/index.ts";
import type { Settings } from "../settings.ts";
import { durationText } from "../values/duration.ts";
import { metricText, metricUnit } from "../values/metric.ts";
import { percentText } from "../values/percent.ts";
import { quantityText } from "./quantity-text.ts";
import { intervalText } from "./quiet-text.ts";

type Plain = Readonly<Record<string, unknown>>;

/** LEVELS are the keys of a rule that are counted in its metric's unit. */
const LEVELS = ["limit", "bound", "resolveBound", "atLeast"];

/** INTERVALS are the keys of time intervals, which are told in words. */
const INTERVALS = ["every", "intervals"];

/**
 * plainSettings returns the settings as plain data in the words of the configuration, every default filled in:
 * durations and amounts as texts, patterns as written, secrets as ***.
 */
export function plainSettings(settings: Settings): Plain {
  const { rules, ...rest } = settings;
  return {
    ...mapping(rest, null),
    rules: rules.map((rule) => {
      if (!("metric" in rule)) return mapping(rule, null);
      const unit = metricUnit(rule.metric);
      return { ...mapping(rule, unit), metric: metricText(rule.metric) };
    }),
  };
}

function mapping(value: object, unit: Unit | null): Plain {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.map(([key, one]) => [
      snake(key.replace(/(?<!^)(?:Ms|Ppm|Milli)$/, "")),
      plain(key, one, unit),
    ]),
  );
}

function plain(key: string, value: unknown, unit: Unit | null): unknown {
  if (value instanceof Secret) return "***";
  if (INTERVALS.includes(key)) return plainInterval(value as TimeInterval | TimeInterval[]);
  if (typeof value === "number") return numberText(key, value, unit);
  if (Array.isArray(value)) return value.map((one) => plain(key, one, unit));
  if (typeof value !== "object" || value === null) return value;
  if ("matches" in value && "source" in value) return value.source;
  // Labels and notifier settings have keys of their own, which stay as they are.
  if (key === "labels" || key === "config") return asWritten(value);
  return mapping(value, unit);
}

function asWritten(value: object): Plain {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, one instanceof Secret ? "***" : one]),
  );
}

function plainInterval(value: TimeInterval | TimeInterval[]): unknown {
  return Array.isArray(value) ? value.map(intervalText) : intervalText(value);
}

function numberText(key: string, value: number, unit: Unit | null): unknown {
  if (key === "startsAt" || key === "endsAt") return momentText(value);
  if (key === "ms" || key.endsWith("Ms")) return durationText(value);
  if (key === "nano") return quantityText(value, "nano");
  if (key === "timesPpm") return value / 1_000_000;
  if (key === "ppm" || key.endsWith("Ppm")) return percentText(value);
  if (key === "sensitivityMilli") return value / 1000;
  return unit && LEVELS.includes(key) ? quantityText(value, unit) : value;
}

/** A silence that always was or never ends has the first or the last moment there is. */
function momentText(at: number): string {
  if (at === 0) return "always";
  return at === Number.MAX_SAFE_INTEGER ? "never" : new Date(at).toISOString();
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
