import { defineCommand } from "citty";
import type { Running } from "../../app/index.ts";
import { CONFIG_ARG, DATA_ARG, environmentWith, loadOrExplain } from "../load.ts";
import { createProgressBars } from "../progress-bar.ts";

/** start is `neo-budgetd start [--config PATH] [--data DIR] [--once]`. */
export const start = defineCommand({
  meta: {
    name: "start",
    description:
      "Watch the accounts of the configuration and alert. SIGHUP reads the configuration again; SIGTERM and Ctrl-C stop within 10 seconds.",
  },
  args: {
    config: CONFIG_ARG,
    data: DATA_ARG,
    once: {
      type: "boolean",
      description:
        "Poll, evaluate and deliver once, then end: for cron. Exit code 1 if a part of it failed",
    },
  },
  async run({ args }) {
    // Loaded only now: help and completion must not open database drivers.
    const app = await import("../../app/index.ts");
    const environment = environmentWith(args);
    const log = app.openLog(environment);
    const clock = { now: Date.now };
    const onProgress = process.stdout.isTTY
      ? createProgressBars()
      : app.createProgressLines(log, clock);
    const loaded = loadOrExplain(environment.configPath, log);
    const options = {
      loaded,
      configPath: environment.configPath,
      environment,
      clock,
      log,
      onProgress,
    };
    if (!args.once) return work(await app.runDaemon(options));

    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
    const result = await app.runOnce(options, stop.signal);
    log.info("One round done", { ...result });
    const well = result.polls.every(({ reason }) => reason === "complete") && result.unsent === 0;
    process.exitCode = well ? 0 : 1;
  },
});

/** work waits until the daemon is told to stop and has stopped; a second signal ends the process at once. */
async function work(daemon: Running): Promise<void> {
  process.on("SIGHUP", () => daemon.reload());
  await new Promise<void>((resolve) => {
    const stop = () => resolve();
    process.once("SIGINT", stop).once("SIGTERM", stop);
  });
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  await daemon.stop();
  // A job that ignored its signal may still hold a timer or a socket; everything is stored, so nothing is lost.
  process.exit(0);
}
