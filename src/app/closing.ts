/** Closing collects what has to be closed, and closes it in reverse order: a part goes before what it stands on. */
export interface Closing {
  /** Takes a part's way to close; returns nothing, so that it reads as a line beside the part's making. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Closes everything, goes on past failures, and throws them together at the end. Later calls share the first. */
  close(): Promise<void>;
}

/** createClosing makes an empty Closing. */
export function createClosing(): Closing {
  const parts: { name: string; close: () => Promise<void> | void }[] = [];
  let closed: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    const failures: Error[] = [];
    for (const { name, close } of parts.reverse()) {
      try {
        await close();
      } catch (cause) {
        failures.push(new Error(`could not close ${name}`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "some parts could not be closed");
  }

  return {
    add: (name, close) => {
      parts.push({ name, close });
    },
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}
