import type { AccountReport } from "../report.ts";
import { type SectionOptions, sectionsOf } from "../sections.ts";
import { standingOf, titleOf } from "../standing.ts";
import { aligned } from "./aligned.ts";

/** reportText prints reports as aligned tables, for a terminal. */
export function reportText(
  reports: readonly AccountReport[],
  options: SectionOptions = {},
): string {
  return reports
    .map((report) => {
      const tables = sectionsOf(report, options).map(
        ({ title, head, rows }) =>
          `${title}\n${aligned([head, ...rows])
            .map((line) => `  ${line}`)
            .join("\n")}`,
      );
      const none = isEmpty(report) ? ["No streams."] : tables;
      return [titleOf(report), standingOf(report).join("\n"), ...none].join("\n\n");
    })
    .join("\n\n\n")
    .concat("\n");
}

/** isEmpty tells whether nothing at all happened in a period. */
export function isEmpty({ statement, before }: AccountReport): boolean {
  return statement.totals.streams === 0 && (before?.totals.streams ?? 0) === 0;
}
