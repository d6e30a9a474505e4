export { reportCsv } from "./formats/csv.ts";
export { reportMarkdown } from "./formats/markdown.ts";
export { type PageOptions, reportPage } from "./formats/page.ts";
export { reportText } from "./formats/text.ts";
export { createOutlookBook } from "./outlook-book.ts";
export * from "./report.ts";
