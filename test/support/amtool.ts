import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findOnPath } from "./on-path.ts";

/** Amtool runs Alertmanager's own command line against a daemon and returns what it prints. */
export type Amtool = (...args: readonly string[]) => Promise<string>;

/** findAmtool looks for amtool on PATH and points it at a daemon; null where there is none, which is said in one line. */
export function findAmtool(): ((url: string) => Amtool) | null {
  const file = findOnPath("amtool");
  if (file === null) {
    console.info("left out: the test with Alertmanager's client (no amtool on PATH)");
    return null;
  }
  const run = promisify(execFile);
  return (url) =>
    async (...args) =>
      (await run(file, [`--alertmanager.url=${url}`, ...args])).stdout;
}
