export { differencesOf } from "./differences.ts";
export { periodAt, periodKey, periodsWithin } from "./periods.ts";
export * from "./statement.ts";
export { createStatementBook, type StatementBook } from "./statement-book.ts";
