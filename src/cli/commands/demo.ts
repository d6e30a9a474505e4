import { spawn } from "node:child_process";
import { defineCommand } from "citty";
import { OperatorError } from "../../core/errors.ts";
import { runDemo } from "../demo/run-demo.ts";

/** readSeconds reads how long a demo is to run: `90`, `90s` or `2m`, as ms. Throws OperatorError on anything else. */
export function readSeconds(text: string): number {
  const match = /^(\d+)(s|m)?$/.exec(text.trim());
  if (!match) throw new OperatorError(`"${text}" is no length of time; write 90, 90s or 2m`);
  return Number(match[1]) * (match[2] === "m" ? 60_000 : 1_000);
}

/** readPort reads a port; throws OperatorError where the text is none. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new OperatorError(
    `--port must be a number from 0 to 65535, got "${text}"; 0 takes a free one`,
  );
}

/** demo is `neo-budgetd demo [--port N] [--seed TEXT] [--data DIR] [--seconds N] [--open]`. */
export const demo = defineCommand({
  meta: {
    name: "demo",
    description:
      "See it work without an account: a simulated team, the real daemon, and a page with its Slack messages and mails. Needs no network and leaves nothing behind.",
  },
  args: {
    port: { type: "string", default: "8025", description: "Port of the page with the messages" },
    seed: { type: "string", description: "Another seed simulates another team (default: 7)" },
    data: {
      type: "string",
      description:
        "Folder to keep everything in; the same folder goes on where the last demo ended",
    },
    seconds: { type: "string", alias: "for", description: "End by itself after so long: 90 or 2m" },
    open: { type: "boolean", description: "Open the page in the browser" },
  },
  async run({ args }) {
    const { stdout } = process;
    const stop = new AbortController();
    const end = () => stop.abort();
    process.on("SIGINT", end).on("SIGTERM", end);
    try {
      process.exitCode = await runDemo({
        port: readPort(args.port),
        ...(args.seed === undefined ? {} : { seed: args.seed }),
        ...(args.data === undefined ? {} : { data: args.data }),
        forMs: args.seconds === undefined ? null : readSeconds(args.seconds),
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        clock: { now: Date.now },
        terminal: { color: stdout.isTTY && stdout.hasColors(), columns: stdout.columns || 100 },
        out: (text) => stdout.write(text),
        ...(args.open ? { open: openPage } : {}),
        signal: stop.signal,
      });
    } finally {
      process.off("SIGINT", end).off("SIGTERM", end);
    }
  },
});

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** The page's address stands on the terminal anyway, so a machine without a browser is no fault. */
function openPage(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const opener = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  opener.on("error", () => process.stderr.write(`No browser could be opened; go to ${url}\n`));
  opener.unref();
}
