import type { Environment } from "../config/index.ts";
import type { Log } from "../core/ports/index.ts";
import { createLog } from "../telemetry/index.ts";

/** openLog makes the operator's log as the environment wants it; the terminal decides where it does not say. */
export function openLog({ logFormat, logLevel }: Environment): Log {
  return createLog({ level: logLevel, format: logFormat ?? "auto" });
}
