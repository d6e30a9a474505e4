import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Cost is what a piece of work took: time on the clock, and of the processor (all threads of the process), ms. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** costOf measures one piece of work. */
export function costOf(work: () => void): Cost {
  const cpu = process.cpuUsage();
  const began = performance.now();
  work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1_000 };
}

/** costOfAsync measures one piece of work that waits. */
export async function costOfAsync(work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1_000 };
}

/** sumOf adds costs up. */
export function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce(
    (sum, cost) => ({ wallMs: sum.wallMs + cost.wallMs, cpuMs: sum.cpuMs + cost.cpuMs }),
    { wallMs: 0, cpuMs: 0 },
  );
}

/** rankedAt is the value of a share of the costs, such as 0.95, by nearest rank. */
export function rankedAt(costs: readonly Cost[], share: number, by: keyof Cost): number {
  const sorted = costs.map((cost) => cost[by]).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** heldBytes is what the process holds after everything unreachable was let go of: objects and typed arrays. */
export function heldBytes(): number {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
