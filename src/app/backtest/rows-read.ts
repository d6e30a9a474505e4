import type { LedgerRow } from "../../core/stream.ts";

/** FileRows are the rows of a file, and what of it could not be read. */
export interface FileRows {
  readonly rows: readonly LedgerRow[];
  readonly unreadable: number;
  /** The first unreadable rows, each by its line. */
  readonly examples: readonly string[];
  /** Rows that came more than once; the last one counts. */
  readonly repeated: number;
}
