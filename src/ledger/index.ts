export { type DatabaseSettings, LEDGER_SCHEMA, openDatabase } from "./open-database.ts";
export type {
  Database,
  SqlClient,
  SqlNotification,
  SqlPool,
  SqlQuery,
  SqlResult,
} from "./pool.ts";
