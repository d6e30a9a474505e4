import type { PageWrite } from "../../src/core/ports/index.ts";
import {
  type MemoryLedger as BareLedger,
  memoryLedger as bareLedger,
} from "../../src/rehearsal/index.ts";

export type { JournalEntry } from "../../src/rehearsal/index.ts";

/** MemoryLedger is the ledger of rehearsals, which also tells what was written; `failNext` makes the next write fail. */
export interface MemoryLedger extends BareLedger {
  readonly writes: PageWrite[];
  failNext(error: Error): void;
}

/** memoryLedger behaves as the stored one. */
export function memoryLedger(): MemoryLedger {
  const ledger = bareLedger();
  const writes: PageWrite[] = [];
  let failure: Error | null = null;
  return {
    ...ledger,
    writes,
    failNext: (error) => {
      failure = error;
    },
    writePage: async (page) => {
      if (failure) {
        const error = failure;
        failure = null;
        throw error;
      }
      writes.push(page);
      return ledger.writePage(page);
    },
  };
}
