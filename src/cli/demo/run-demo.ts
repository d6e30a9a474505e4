import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "../../core/ports/index.ts";
import { createStage, type SlackMessage, type Stage } from "../../simulator/index.ts";
import { demoConfig } from "./demo-config.ts";
import { shortLog } from "./short-log.ts";
import { type Supervised, supervise } from "./supervisor.ts";
import { mailLine, slackLines, type TerminalOptions } from "./terminal.ts";

/** DemoOptions are what `demo` works on. */
export interface DemoOptions {
  /** Port of the page; 0 takes a free one. */
  readonly port: number;
  readonly seed?: string;
  /** Folder that outlives the demo; a temporary one unless given. */
  readonly data?: string;
  /** Ends the demo after so long, ms; null runs on until stopped. */
  readonly forMs: number | null;
  readonly timezone: string;
  readonly clock: Clock;
  readonly terminal: TerminalOptions;
  readonly out: (text: string) => void;
  /** Shows the page, where the user asked for that. */
  readonly open?: (url: string) => void;
  /** Ends the demo. */
  readonly signal: AbortSignal;
}

/** Together with closing the stage this stays under the ten seconds in which the demo has to end. */
const GRACE_MS = 7_000;

/** runDemo runs the daemon among its stand-ins until it is stopped; returns the exit code. */
export async function runDemo(options: DemoOptions): Promise<0 | 1> {
  if (options.data !== undefined) return runIn(options.data, options);
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-demo-"));
  try {
    return await runIn(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, options: DemoOptions): Promise<0 | 1> {
  const say = (text: string) => options.out(`${text}\n`);
  let daemon: Supervised | null = null;
  const stage = await createStage({
    folder,
    port: options.port,
    clock: options.clock,
    timezone: options.timezone,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    facts: () => [
      ["daemon", daemon?.pid() ? `pid ${daemon.pid()}` : "starting"],
      ["restarts", String(daemon?.restarts() ?? 0)],
    ],
    state: () => ({ daemon: { pid: daemon?.pid() ?? null, restarts: daemon?.restarts() ?? 0 } }),
  });
  try {
    const config = writeConfig(folder, stage);
    say(welcome(stage, config, options));
    options.open?.(stage.inbox.url);
    tell(stage, options);
    const ended = ending(options);
    daemon = startDaemon({ folder, config, stage, say, gaveUp: () => ended.with(1) });
    const code = await ended.code;
    say(summary(stage));
    return code;
  } finally {
    await daemon?.stop(GRACE_MS);
    await stage.close();
  }
}

/** What ends a demo: its time, its user, or a daemon that does not come up. */
function ending(options: DemoOptions): { code: Promise<0 | 1>; with(code: 0 | 1): void } {
  let end: (code: 0 | 1) => void = () => {};
  const code = new Promise<0 | 1>((resolve) => {
    end = resolve;
  });
  const timer = options.forMs === null ? undefined : setTimeout(() => end(0), options.forMs);
  void code.then(() => clearTimeout(timer));
  options.signal.addEventListener("abort", () => end(0), { once: true });
  if (options.signal.aborted) end(0);
  return { code, with: (value) => end(value) };
}

function writeConfig(folder: string, stage: Stage): string {
  const file = join(folder, "neo-budgetd.yaml");
  const text = demoConfig({
    simulatorUrl: stage.simulator.url,
    slackUrl: stage.slack.url,
    timezone: stage.plot.timezone,
    startsOn: stage.plot.startsOn,
    budget: stage.plot.budget,
  });
  writeFileSync(file, text);
  return file;
}

/** Prints messages as they arrive, edits too: on a terminal an edited message is a new one. */
function tell(stage: Stage, { out, terminal }: DemoOptions): void {
  const slack = (message: SlackMessage) => out(`${slackLines(message, terminal)}\n`);
  stage.slack.events.on("message", slack).on("update", slack);
  stage.mail.events.on("message", (mail) => out(`${mailLine(mail, terminal)}\n`));
}

interface DaemonStart {
  readonly folder: string;
  readonly config: string;
  readonly stage: Stage;
  readonly say: (text: string) => void;
  readonly gaveUp: () => void;
}

/**
 * Starts this same program as the daemon, in an environment that holds the demo's secrets and nothing else: a
 * DATABASE_URL or REDIS_URL of the user's shell must not lead the demo into a real database.
 */
function startDaemon({ folder, config, stage, say, gaveUp }: DaemonStart): Supervised {
  const beside = (path: string) => new URL(`${path}${extname(import.meta.url)}`, import.meta.url);
  const main = fileURLToPath(beside("../../main"));
  return supervise({
    command: process.execPath,
    args: [
      ...process.execArgv,
      "--import",
      beside("./stop-with-parent").href,
      main,
      "start",
      "--config",
      config,
      "--data",
      join(folder, "daemon"),
    ],
    env: {
      NEO_API_KEY: stage.simulator.apiKey,
      SLACK_BOT_TOKEN: "xoxb-demo-token",
      SLACK_APP_TOKEN: "xapp-demo-token",
      SMTP_URL: stage.mail.url,
      NEO_BUDGETD_LOG: "json",
    },
    line: (text) => {
      const short = shortLog(text);
      if (short !== null) say(`daemon: ${short}`);
    },
    started: (pid, restarts) => {
      say(`daemon: started${restarts > 0 ? " again" : ""} with pid ${pid}`);
      stage.inbox.changed();
    },
    ended: (how, waitMs) => say(`daemon: ended ${how}; starting it again in ${waitMs} ms`),
    gaveUp: (how) => {
      say(`daemon: ended ${how} each time it was started; see its last lines above`);
      gaveUp();
    },
  });
}

function welcome(stage: Stage, config: string, { data, terminal }: DemoOptions): string {
  const bold = (text: string) => (terminal.color ? `\u001b[1m${text}\u001b[0m` : text);
  return `
  neo-budgetd demo: a simulated team spends on a stand-in for the Neo API; the real daemon watches it.

  Read the messages      ${bold(stage.inbox.url)}
  The daemon's config    ${config}
  The Neo API's stand-in ${stage.simulator.url}  (key ${stage.simulator.apiKey})
  ${data ? `Kept in                ${data}; the same --data goes on from there` : "Kept nowhere: give --data DIR to keep it"}

  The first messages take some seconds; Ctrl-C ends everything.
`;
}

function summary(stage: Stage): string {
  const messages = stage.slack.messages().length;
  return `\nThe demo is over: ${messages} Slack messages, ${stage.mail.mails().length} mails. Next: neo-budgetd simulate --help, or the README for your own account.`;
}
