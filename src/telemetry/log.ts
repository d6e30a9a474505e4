import pino from "pino";
import type { Log } from "../core/ports/index.ts";
import { clean, cleanText } from "./clean.ts";
import { type LogDestination, prettyStream } from "./pretty.ts";

/** LogLevel is the least that is logged, from the most to the least talkative. */
type LogLevel = "debug" | "info" | "warn" | "error";

/** LogFormat is the look of a line: `auto` is readable on a terminal and JSON everywhere else. */
export type LogFormat = "json" | "pretty" | "auto";

/** LogOptions choose what is logged, how it looks and where it goes. */
interface LogOptions {
  readonly level?: LogLevel;
  readonly format?: LogFormat;
  readonly destination?: LogDestination;
}

/** createLog builds the operator's log. Whatever is passed to it, secrets print as `***`. */
export function createLog(options: LogOptions = {}): Log {
  const destination = options.destination ?? process.stdout;
  const asked = options.format ?? "auto";
  const readable = asked === "pretty" || (asked === "auto" && destination.isTTY === true);
  const logger = pino(
    {
      level: options.level ?? "info",
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Pino's own error serializer would drop the causes' fields; `clean` has done the work already.
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }) },
    },
    readable ? prettyStream(destination) : destination,
  );
  const at =
    (level: LogLevel): Log["info"] =>
    (message, fields) => {
      if (!logger.isLevelEnabled(level)) return;
      logger[level](fields === undefined ? {} : fieldsOf(fields), cleanText(message));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Fields never overwrite the line's own time, level and message. */
const OWN_KEYS = new Set(["time", "level", "msg"]);

function fieldsOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cleaned = clean(fields) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(cleaned).map(([key, value]) => [OWN_KEYS.has(key) ? `${key}_` : key, value]),
  );
}
