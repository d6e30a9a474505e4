import type { TimeSpan } from "../../core/ports/index.ts";
import { readBehind } from "../collect/read-behind.ts";
import type { ReconcileContext } from "./context.ts";

/** Reading is what came of reading a window again. */
export interface Reading {
  readonly proven: boolean;
  /** Rows that were added, changed or retracted. */
  readonly healed: number;
}

/** readWindow reads a window again, with a sweep's proof and retraction; one that proves nothing becomes a gap. */
export async function readWindow(context: ReconcileContext, window: TimeSpan): Promise<Reading> {
  const { reach, reader, clock, book, log, account } = context;
  const before = { ...reader.counts };
  const wrong = await readBehind(reach, reader, window, clock.now());
  book.tried(window, clock.now());
  const added = reader.counts.added - before.added;
  const changed = reader.counts.updated - before.updated;
  const retracted = reader.counts.retracted - before.retracted;
  healed(context, { added, changed, retracted });
  const healedRows = added + changed + retracted;
  if (healedRows > 0) {
    log.info("rows were found that polls had missed", {
      account: account.name,
      from: new Date(window.from).toISOString(),
      to: new Date(window.to).toISOString(),
      ...{ added, changed, retracted },
    });
  }
  return { proven: wrong.length === 0, healed: healedRows };
}

function healed(
  { telemetry, account }: ReconcileContext,
  changes: Readonly<Record<"added" | "changed" | "retracted", number>>,
): void {
  for (const [change, rows] of Object.entries(changes)) {
    if (rows > 0) telemetry.count("rows_healed_total", { account: account.name, change }, rows);
  }
}
