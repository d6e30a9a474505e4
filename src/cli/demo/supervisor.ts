import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** SuperviseOptions say which process is kept running, and who is told what of it. */
export interface SuperviseOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Before the first restart, ms; each further one in a row waits twice as long. */
  readonly firstWaitMs?: number;
  /** Each line that the process prints. */
  readonly line: (text: string) => void;
  /** It was started; `restarts` is how often before. */
  readonly started: (pid: number, restarts: number) => void;
  /** It ended by itself and is started again after `waitMs`. */
  readonly ended: (how: string, waitMs: number) => void;
  /** It ended too often right after its start: it is not started again. */
  readonly gaveUp: (how: string) => void;
}

/** Supervised is a process that is started again whenever it ends, until it is stopped. */
export interface Supervised {
  pid(): number | null;
  restarts(): number;
  /** Asks it to stop, and ends it by force after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const FIRST_WAIT_MS = 250;
/** The longest wait is so many times the first. */
const LONGEST_WAIT = 16;
/** A process that ran for less than this has not come up. */
const HEALTHY_MS = 10_000;
const MOST_FAILURES = 8;

/** supervise starts a process and keeps it running, as systemd or Docker would. */
export function supervise(options: SuperviseOptions): Supervised {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let [restarts, failures, stopping] = [0, 0, false];

  function start(): void {
    const startedAt = performance.now();
    const own = spawn(options.command, options.args, {
      env: { ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    child = own;
    own.stdin.on("error", () => {});
    for (const output of [own.stdout, own.stderr]) {
      createInterface({ input: output }).on("line", options.line);
    }
    if (own.pid !== undefined) options.started(own.pid, restarts);
    own.once("error", (error) => after(error.message, startedAt));
    own.once("exit", (code, signal) =>
      after(signal ? `by ${signal}` : `with code ${code}`, startedAt),
    );
  }

  function after(how: string, startedAt: number): void {
    if (child === null) return;
    child = null;
    if (stopping) return;
    failures = performance.now() - startedAt < HEALTHY_MS ? failures + 1 : 0;
    if (failures > MOST_FAILURES) {
      options.gaveUp(how);
      return;
    }
    const longer = Math.min(2 ** Math.max(0, failures - 1), LONGEST_WAIT);
    const waitMs = (options.firstWaitMs ?? FIRST_WAIT_MS) * longer;
    options.ended(how, waitMs);
    restarts += 1;
    timer = setTimeout(start, waitMs);
  }

  start();
  return {
    pid: () => child?.pid ?? null,
    restarts: () => restarts,
    stop: async (graceMs) => {
      stopping = true;
      if (timer) clearTimeout(timer);
      if (child) await ending(child, graceMs);
    },
  };
}

function ending(child: ChildProcess, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
