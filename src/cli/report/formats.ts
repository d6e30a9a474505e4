import { OperatorError } from "../../core/errors.ts";
import {
  type AccountReport,
  type PageOptions,
  reportCsv,
  reportMarkdown,
  reportPage,
  reportText,
} from "../../core/reports/index.ts";

/** REPORT_FORMATS are the ways in which a report is printed, apart from JSON. */
export const REPORT_FORMATS = {
  text: reportText,
  markdown: reportMarkdown,
  csv: reportCsv,
  html: reportPage,
} satisfies Record<string, (reports: readonly AccountReport[], options: PageOptions) => string>;
export type ReportFormat = keyof typeof REPORT_FORMATS;

const ENDINGS = new Map(
  Object.entries<ReportFormat>({
    txt: "text",
    md: "markdown",
    csv: "csv",
    html: "html",
    htm: "html",
  }),
);
const NAMES = Object.keys(REPORT_FORMATS) as ReportFormat[];

/** formatAsked is the format that is asked for; that of the file's name where none is, and text where that says nothing either. */
export function formatAsked(text: string | undefined, file: string | undefined): ReportFormat {
  if (text === undefined) return ENDINGS.get(/\.(\w+)$/.exec(file ?? "")?.[1] ?? "") ?? "text";
  const format = NAMES.find((each) => each === text);
  if (format) return format;
  throw new OperatorError(`"report --format" takes text, markdown, csv or html, not "${text}".`);
}
