import { bareQuantity } from "../message/quantity.ts";
import { oneLine } from "../one-line.ts";
import type { Difference, Statement } from "../statements/index.ts";
import { budgetSection } from "./budget-section.ts";
import { headingSection } from "./heading-section.ts";
import { partsSection, totalSection } from "./parts-section.ts";
import { type AccountReport, REPORT_PARTS, type ReportPart } from "./report.ts";
import type { Amount, Section } from "./section.ts";

/** SectionOptions choose what a report's tables hold. */
export interface SectionOptions {
  /** What the spend is listed by; all, unless given. */
  readonly by?: readonly ReportPart[];
  /** How amounts are printed: rounded for a reader, unless given. */
  readonly amount?: Amount;
}

/** sectionsOf lays out a report as tables: amounts in credits, `USD` is what the spend costs. */
export function sectionsOf(
  report: AccountReport,
  { by = REPORT_PARTS, amount = bareQuantity }: SectionOptions = {},
): readonly Section[] {
  const { statement, before } = report;
  const parts: Readonly<Record<ReportPart, () => Section>> = {
    member: () => partsSection("By member", statement.members, before?.members, statement, amount),
    group: () =>
      partsSection("By cost centre", statement.centres, before?.centres, statement, amount),
    model: () => partsSection("By model", statement.models, before?.models, statement, amount),
  };
  const all = [
    totalSection(report, amount),
    ...by.map((part) => parts[part]()),
    budgetSection(report, amount),
    headingSection(report, amount),
    statusSection(statement, amount),
    differenceSection(statement, amount),
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function statusSection({ statuses }: Statement, amount: Amount): Section {
  const rows = Object.entries(statuses).map(([status, count]) => [
    oneLine(status),
    amount(count, "count"),
  ]);
  return { title: "Streams by status", head: ["", "Streams"], rows };
}

function differenceSection({ differences }: Statement, amount: Amount): Section {
  const row = ({ what, unit, was, now }: Difference) => [
    oneLine(what),
    amount(was, unit),
    amount(now, unit),
  ];
  return {
    title: "What this revision changed",
    head: ["", "Was", "Now"],
    rows: differences.map(row),
  };
}
