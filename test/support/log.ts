import type { Log } from "../../src/core/ports/index.ts";

/** LogLine is one line that was logged. */
export interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** MemoryLog keeps what was logged. */
export interface MemoryLog extends Log {
  readonly lines: LogLine[];
  /** Everything that was logged as one text, to look for what must not be in it. */
  text(): string;
}

/** memoryLog keeps lines in memory. */
export function memoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine["level"]) =>
    (message: string, fields: LogLine["fields"] = {}) => {
      lines.push({ level, message, fields });
    };
  return {
    lines,
    text: () => lines.map((line) => JSON.stringify(line)).join("\n"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
  };
}
