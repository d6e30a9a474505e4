/** Interrupts tell the phases of a backtest when to end early. */
export interface Interrupts {
  /** Ends the reading of rows. */
  readonly reading: AbortSignal;
  /** Ends what is played. */
  readonly playing: AbortSignal;
  /** read tells that from now on playing is what a Ctrl-C ends. */
  read(): void;
  /** Whether somebody who still reads what is printed has pressed Ctrl-C. */
  readonly pressed: boolean;
  /** Leaves Ctrl-C to the system again. */
  close(): void;
}

/**
 * listenForInterrupts ends one phase with each Ctrl-C: first the reading, whose rows are played then, and then the playing. A
 * further one ends the program at once. A reader that has seen enough (`| head`) ends both.
 */
export function listenForInterrupts(): Interrupts {
  const reading = new AbortController();
  const playing = new AbortController();
  let isRead = false;
  let hasReader = true;
  const interrupt = () => {
    if (!isRead && !reading.signal.aborted) reading.abort();
    else {
      playing.abort();
      process.off("SIGINT", interrupt);
    }
  };
  const unread = (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    hasReader = false;
    reading.abort();
    playing.abort();
  };
  process.on("SIGINT", interrupt);
  process.stdout.on("error", unread);
  return {
    reading: reading.signal,
    playing: playing.signal,
    read: () => {
      isRead = true;
    },
    get pressed() {
      return hasReader && (reading.signal.aborted || playing.signal.aborted);
    },
    // What is still on its way to standard output may break its pipe later: that stays heard.
    close: () => process.off("SIGINT", interrupt),
  };
}
