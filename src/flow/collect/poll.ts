import type { CollectParts, Findings } from "./collect-parts.ts";
import type { Reach } from "./reach.ts";
import { readBehind } from "./read-behind.ts";
import { readHistory } from "./read-history.ts";
import { readOnward } from "./read-onward.ts";
import type { ReadingProgress } from "./reading-progress.ts";
import type { WindowReader } from "./window-reader.ts";
import { DAY_MS, historyStart, unreadSpans } from "./windows.ts";

/** poll reads the gaps that are due, then what is new, then a slice of the history where that is not all read. */
export async function poll(
  parts: CollectParts,
  reach: Reach,
  reader: WindowReader,
  progress: ReadingProgress | null,
): Promise<Findings> {
  const { account, ledger, clock, telemetry } = parts;
  const now = clock.now();
  const checkpoint = reach.adopt(await ledger.checkpoint(account.name));
  telemetry.gauge("ledger_rows", checkpoint.rows, { account: account.name });
  const { edges, readFrom } = reach;
  const start = historyStart({ ...account, now, readyAt: checkpoint.readyAt });
  const spans = { ...account, now, start, readFrom: edges.back ?? readFrom };
  await progress?.begin(unreadSpans({ ...spans, frontier: edges.frontier }), reader.signal);
  const count = (rows: number) => progress?.page(rows);
  const isLong = edges.frontier === null || now - edges.frontier > DAY_MS;
  reader.onPage = isLong ? count : null;

  const wrong: string[] = [];
  for (const gap of reach.dueGaps(now)) wrong.push(...(await readBehind(reach, reader, gap, now)));
  wrong.push(...(await readOnward(parts, reach, reader, { now, checkpoint })));
  reader.onPage = count;
  const history = await readHistory(parts, reach, reader, { now, checkpoint });
  if (!history.more) progress?.end();
  return { ...history, wrong: [...wrong, ...history.wrong] };
}
