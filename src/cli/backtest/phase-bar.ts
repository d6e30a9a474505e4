import progress from "cli-progress";

/** PhaseBar shows how far one phase of a long command is. */
export interface PhaseBar {
  update(done: number, total: number): void;
  stop(): void;
}

/** createPhaseBar draws a bar on standard error, and nothing where that is no terminal. */
export function createPhaseBar(phase: string, unit: string): PhaseBar {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new progress.SingleBar({
    format: `${phase} {bar} {percentage} % of {total} ${unit}, {eta_formatted} left`,
    ...{ barsize: 30, hideCursor: true, clearOnComplete: true, stream: process.stderr },
  });
  let begun = false;
  return {
    update: (done, total) => {
      if (!begun) bar.start(total, done);
      begun = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
