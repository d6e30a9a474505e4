export { createAlertStore } from "./alert-store.ts";
export { createConditions } from "./conditions.ts";
export { readKnownMembers } from "./known-members.ts";
export { createLedger } from "./ledger.ts";
export { migrate } from "./migrate.ts";
export { LEDGER_SCHEMA, openDatabase } from "./open-database.ts";
export { createOutbox } from "./outbox.ts";
export type { Database, SqlPool } from "./pool.ts";
export { createRuleHistory } from "./rule-history.ts";
