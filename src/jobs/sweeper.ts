import type { Log, Telemetry } from "../core/ports/index.ts";

/** Sweeper repeats a sweep in this process, so that it works even where the queue has lost everything. */
export interface Sweeper {
  start(): void;
  /** Ends it, after the sweep that runs. */
  stop(): Promise<void>;
}

/** createSweeper runs `sweep` every `everyMs`, never two at a time. A sweep that fails is logged, and the next one runs. */
export function createSweeper(parts: {
  readonly sweep: () => Promise<void>;
  readonly everyMs: number;
  readonly log: Log;
  readonly telemetry: Telemetry;
}): Sweeper {
  const { sweep, everyMs, log, telemetry } = parts;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let stopped = false;

  function plan(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      current = run();
    }, everyMs);
  }

  async function run(): Promise<void> {
    try {
      await sweep();
    } catch (error) {
      telemetry.count("job_failures_total", { queue: "sweep" });
      log.error("A sweep for due work failed; the next one runs as usual", { error });
    } finally {
      plan();
    }
  }

  return {
    start: plan,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
