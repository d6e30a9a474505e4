import { NeoError } from "../../core/errors.ts";
import type { SummaryState, TimeSpan, UsageSummary } from "../../core/ports/index.ts";
import { DAY_MS } from "../collect/windows.ts";
import type { ReconcileContext } from "./context.ts";
import { countedSpans, EDGE_MS } from "./difference.ts";
import { daysOf } from "./proof-book.ts";
import type { HeldSums } from "./sum-pairs.ts";

/** So much wider than its days a summary is asked for, ms: then its own days are whole whatever its bounds mean. */
const MARGIN_MS = 2 * EDGE_MS;

/** Told is what asking for a summary gave: it and the ledger's sums beside it, or why it is of no use. */
export type Told =
  | { readonly summary: UsageSummary; readonly held: HeldSums }
  | { readonly summary: null; readonly state: SummaryState; readonly detail: string };

/** askSummary asks the API for its sums of whole UTC days, in one request, and adds up the ledger's. */
export async function askSummary(context: ReconcileContext, days: TimeSpan): Promise<Told> {
  const { account, api, ledger, reader } = context;
  const asked = { from: days.from - MARGIN_MS, to: days.to + MARGIN_MS };
  try {
    const summary = await api.summary(asked, reader.signal);
    const whole = daysOf(days).map((day) => ({ from: day, to: day + DAY_MS }));
    const sums = await ledger.sums(account.name, [...countedSpans(asked), ...whole]);
    return { summary, held: { whole: sums.slice(0, 3), days: sums.slice(3) } };
  } catch (error) {
    const state = error instanceof NeoError ? stateAfter(error) : null;
    if (state === null) throw error;
    return { summary: null, state, detail: (error as NeoError).message };
  }
}

/** What a failure says of the summary alone; null where it is the account's trouble, as any other request's. */
function stateAfter({ failure }: NeoError): SummaryState | null {
  switch (failure) {
    case "forbidden":
    case "rejected": // 404 among others: an API without a summary
      return "forbidden";
    case "malformed":
      return "unknown_shape";
    case "unavailable":
    case "timeout":
      return "failing";
    case "unauthorized":
    case "rate_limited":
      return null;
  }
}
