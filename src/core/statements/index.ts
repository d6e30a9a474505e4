export { differencesOf } from "./differences.ts";
export { byShare, groupsOf, outcomeOf } from "./outcomes.ts";
export {
  comparablePeriod,
  isStatedUnit,
  periodAt,
  periodKey,
  periodsWithin,
} from "./periods.ts";
export * from "./statement.ts";
export { createStatementBook, type StatementBook } from "./statement-book.ts";
