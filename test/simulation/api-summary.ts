import { NeoError } from "../../src/core/errors.ts";
import type { UsageSummary } from "../../src/core/ports/index.ts";
import { readSummary } from "../../src/neo/read-summary.ts";
import { summaryOf } from "../../src/simulator/api/summary.ts";
import type { TeamRow } from "../../src/simulator/team/row.ts";
import type { Plan } from "./plan.ts";

/** summaryFor is the API's own sums over rows as the plan wants them told, read by the client's own reading of a body. */
export function summaryFor(
  kind: Plan["api"]["summary"],
  rows: readonly TeamRow[],
  at: number,
  account: string,
): UsageSummary {
  if (kind === "forbidden")
    throw new NeoError("forbidden", `account "${account}": not for members`);
  const decimals = kind === "rounded" ? 2 : 9;
  const body = JSON.stringify(summaryOf(rows, at, { grouping: "day", withEmail: true, decimals }));
  const excerpt = (text: string, longest = 200) => text.slice(0, longest);
  return readSummary(body, { account, excerpt });
}
