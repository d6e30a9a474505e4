export { createAlertStore } from "./alert-store.ts";
export { createConditions } from "./conditions.ts";
export { createLedger } from "./ledger.ts";
export { migrate } from "./migrate.ts";
export { type DatabaseSettings, LEDGER_SCHEMA, openDatabase } from "./open-database.ts";
export { createOutbox, type OutboxOptions } from "./outbox.ts";
export type {
  Database,
  SqlClient,
  SqlNotification,
  SqlPool,
  SqlQuery,
  SqlResult,
} from "./pool.ts";
