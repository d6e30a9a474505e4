import type { Environment } from "../config/index.ts";
import type { Log } from "../core/ports/index.ts";
import { createLog } from "../telemetry/index.ts";

/**
 * openLog makes the operator's log as the environment wants it; the terminal decides where it does not say. A command
 * whose output is data for a program gives standard error as the destination.
 */
export function openLog(
  { logFormat, logLevel }: Environment,
  destination: NodeJS.WriteStream = process.stdout,
): Log {
  return createLog({ level: logLevel, format: logFormat ?? "auto", destination });
}
