import { AmountError } from "../../money.ts";
import type { RowColumns } from "../../row-columns.ts";

/** checkAmounts refuses rows among which are amounts that a double does not hold exactly. */
export function checkAmounts(rows: RowColumns): void {
  for (let at = 0; at < rows.length; at++) {
    const credits = rows.neoCredits[at] as number;
    const llm = rows.llmCost[at] as number;
    const neo = rows.neoCost[at] as number;
    if (
      Number.isSafeInteger(credits) &&
      Number.isSafeInteger(llm) &&
      Number.isSafeInteger(neo) &&
      Number.isSafeInteger(credits + neo) &&
      Number.isSafeInteger(llm + neo)
    ) {
      continue;
    }
    throw new AmountError(
      `stream ${rows.id[at]} of account ${rows.account[at]} has amounts (${credits}, ${llm}, ${neo}) that are no whole numbers of nano-credits or too large to be kept exactly`,
    );
  }
}
