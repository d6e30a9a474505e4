import { creditsText } from "../../money.ts";
import type { Unit } from "../../rules/index.ts";
import type { AccountReport } from "../report.ts";
import { type SectionOptions, sectionsOf } from "../sections.ts";

/** Columns that say nothing that others do not, in words for a reader. */
const FOR_READERS: ReadonlySet<string> = new Set(["Change", "Used"]);

/** reportCsv prints reports with one line a number, so that spreadsheets need no layout: amounts are exact, in credits. */
export function reportCsv(reports: readonly AccountReport[], options: SectionOptions = {}): string {
  const lines = reports.flatMap((report) =>
    sectionsOf(report, { ...options, amount: exact }).flatMap(({ title, head, rows }) =>
      rows.flatMap(([name = "", ...cells]) =>
        cells.flatMap((cell, at) => {
          const column = head[at + 1] ?? "";
          if (FOR_READERS.has(column)) return [];
          const plain = column === "USD" ? cell.replaceAll(/[$,]/g, "") : cell;
          return [[report.account, report.state, title, name, column, plain]];
        }),
      ),
    ),
  );
  return [["account", "state", "table", "name", "column", "value"], ...lines]
    .map((cells) => cells.map(quoted).join(","))
    .join("\r\n")
    .concat("\r\n");
}

function exact(value: number, unit: Unit): string {
  return unit === "nano" ? creditsText(value) : String(value);
}

/** A spreadsheet takes what begins so for a formula. */
function quoted(cell: string): string {
  const plain = /^(?:[=+@\t\r]|-(?!\d))/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
