import type { AccountReport } from "../report.ts";
import type { Section } from "../section.ts";
import { type SectionOptions, sectionsOf } from "../sections.ts";
import { standingOf, titleOf } from "../standing.ts";

/** reportMarkdown prints reports as Markdown tables. */
export function reportMarkdown(
  reports: readonly AccountReport[],
  options: SectionOptions = {},
): string {
  return reports
    .map((report) =>
      [
        `## ${escaped(titleOf(report))}`,
        standingOf(report).map(escaped).join("\n"),
        ...sectionsOf(report, options).map(table),
      ].join("\n\n"),
    )
    .join("\n\n")
    .concat("\n");
}

function table({ title, head, rows }: Section): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = `|${head.map((_, at) => (at === 0 ? " --- " : " ---: ")).join("|")}|`;
  return [`### ${title}`, "", row(head), rule, ...rows.map(row)].join("\n");
}

/** A name from data must not end a cell or begin markup. */
function escaped(cell: string): string {
  return cell.replaceAll(/[\\|`*_<>[\]]/g, (mark) => `\\${mark}`);
}
