import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** Measured is a process that has ended: how long it took and the most memory that it held. */
export interface Measured {
  readonly code: number | null;
  readonly seconds: number;
  /** Peak resident memory in MB; null where the system does not tell. */
  readonly peakMb: number | null;
  readonly output: string;
  /** What it wrote to standard error, which is passed on as well. */
  readonly errors: string;
}

/** measure runs a node program to its end, and samples the kernel's high-water mark of its memory while it runs. */
export async function measure(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
    process.stderr.write(chunk);
  });
  let peakMb: number | null = null;
  const sampling = setInterval(() => {
    peakMb = Math.max(peakMb ?? 0, highWaterMb(child.pid) ?? 0) || null;
  }, 50);
  const [code] = await once(child, "close");
  clearInterval(sampling);
  return { code, seconds: (performance.now() - started) / 1000, peakMb, output, errors };
}

function highWaterMb(pid: number | undefined): number | null {
  try {
    const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kb === undefined ? null : Math.round(Number(kb) / 1024);
  } catch {
    // No /proc on this system, or the process has just ended.
    return null;
  }
}
