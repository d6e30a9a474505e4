import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Program is a command line that runs in a process group of its own, with what it has printed so far. */
export interface Program {
  readonly pid: number;
  output(): string;
  /** Waits until the output holds a text or matches a pattern; fails when the program ends or `ms` pass without. */
  shows(wanted: string | RegExp, ms: number): Promise<void>;
  /** Sends a signal to the whole group and waits for the end; returns the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Waits for the end; returns the exit code. */
  ended(): Promise<number | null>;
}

/** runProgram starts a bash command line. */
export function runProgram(
  command: string,
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Program {
  const child: ChildProcess = spawn("bash", ["-c", command], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const changed = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of changed) look();
  };
  child.stdout?.on("data", take);
  child.stderr?.on("data", take);
  const exit = once(child, "close").then(([code]) => code as number | null);

  const holds = (wanted: string | RegExp) =>
    typeof wanted === "string" ? output.includes(wanted) : wanted.test(output);

  return {
    pid: child.pid ?? 0,
    output: () => output,
    shows: (wanted, ms) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => {
          stop();
          reject(new Error(`${command} ${why} ${wanted}; it printed:\n${output.slice(-4000)}`));
        };
        const timer = setTimeout(() => fail(`did not show in ${ms} ms:`), ms);
        const look = () => {
          if (!holds(wanted)) return;
          stop();
          resolve();
        };
        const stop = () => {
          clearTimeout(timer);
          changed.delete(look);
        };
        changed.add(look);
        void exit.then((code) => holds(wanted) || fail(`ended with ${code} before it showed`));
        look();
      }),
    end: async (signal) => {
      if (child.exitCode === null && child.pid) process.kill(-child.pid, signal);
      return exit;
    },
    ended: () => exit,
  };
}
