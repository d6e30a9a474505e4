import type { AccountReport } from "../../app/index.ts";
import { creditsText } from "../../core/money.ts";
import type { Unit } from "../../core/rules/index.ts";
import { type Section, sectionsOf, standingOf, titleOf } from "./sections.ts";

/** REPORT_FORMATS are the ways in which a report is printed, apart from JSON. */
export const REPORT_FORMATS = { text, markdown, csv } as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

function text(reports: readonly AccountReport[]): string {
  return reports
    .map((report) => {
      const tables = sectionsOf(report.statement).map(
        (section) => `${section.title}\n${aligned([section.head, ...section.rows])}`,
      );
      const none = report.statement.totals.streams === 0 ? ["No streams."] : tables;
      return [titleOf(report), standingOf(report).join("\n"), ...none].join("\n\n");
    })
    .join("\n\n\n")
    .concat("\n");
}

function markdown(reports: readonly AccountReport[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const table = ({ title, head, rows }: Section) => {
    const rule = `|${head.map((_, at) => (at === 0 ? " --- " : " ---: ")).join("|")}|`;
    return [`### ${title}`, "", row(head), rule, ...rows.map(row)].join("\n");
  };
  return reports
    .map((report) =>
      [
        `## ${escaped(titleOf(report))}`,
        standingOf(report).map(escaped).join("\n"),
        ...sectionsOf(report.statement).map(table),
      ].join("\n\n"),
    )
    .join("\n\n")
    .concat("\n");
}

/** One line a number, so that spreadsheets need no layout: amounts are exact, in credits. */
function csv(reports: readonly AccountReport[]): string {
  const lines = reports.flatMap((report) =>
    sectionsOf(report.statement, exact).flatMap(({ title, head, rows }) =>
      rows.flatMap(([name = "", ...cells]) =>
        cells.map((cell, at) => {
          const column = head[at + 1] ?? "";
          const plain = column === "USD" ? cell.replaceAll(/[$,]/g, "") : cell;
          return [report.account, report.state, title, name, column, plain];
        }),
      ),
    ),
  );
  return [["account", "state", "table", "name", "column", "value"], ...lines]
    .map((cells) => cells.map(quoted).join(","))
    .join("\r\n")
    .concat("\r\n");
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((cells) => (cells[at] ?? "").length)),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}

function exact(value: number, unit: Unit): string {
  return unit === "nano" ? creditsText(value) : String(value);
}

/** A name from data must not end a cell or begin markup. */
function escaped(cell: string): string {
  return cell.replaceAll(/[\\|`*_<>[\]]/g, (mark) => `\\${mark}`);
}

/** A spreadsheet takes what begins so for a formula. */
function quoted(cell: string): string {
  const plain = /^(?:[=+@\t\r]|-(?!\d))/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
