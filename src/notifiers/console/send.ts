import type { Notifier } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import type { ConsoleConfig } from "./config.ts";
import { linesOf, noPaint, paint } from "./format.ts";

/** consoleNotifier prints messages; it is done as soon as they are written. */
export function consoleNotifier(id: string, config: ConsoleConfig, deps: NotifierDeps): Notifier {
  const write = deps.write ?? ((text: string) => void process.stdout.write(text));
  const terminal = deps.write === undefined && process.stdout.isTTY === true;
  const colored = config.color === "always" || (config.color === "auto" && terminal);
  return {
    id,
    kind: "console",
    sendResolved: config.send_resolved,
    pace: { everyMs: 1, burst: 100 },
    send: async (message) => {
      write(linesOf(message, colored ? paint : noPaint));
      return { ref: null, found: false };
    },
    close: async () => {},
  };
}
