import { randomUUID } from "node:crypto";
import type { Environment } from "../config/index.ts";
import type {
  Acts,
  AlertStore,
  Ledger,
  Log,
  Outbox,
  Sessions,
  Statements,
  Views,
} from "../core/ports/index.ts";
import {
  createActs,
  createAlertStore,
  createConditions,
  createLedger,
  createOutbox,
  createSessions,
  createStatements,
  createViews,
  type Database,
  migrate,
  openDatabase,
} from "../ledger/index.ts";
import { type NoticedConditions, noticeConditions } from "./noticed-conditions.ts";

/** Stores are the database and what is kept in it. */
export interface Stores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly conditions: NoticedConditions;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly statements: Statements;
  readonly views: Views;
  readonly acts: Acts;
  readonly sessions: Sessions;
}

/** openStores opens the database, brings its tables up to date and returns what is kept in them. */
export async function openStores(environment: Environment, log: Log): Promise<Stores> {
  const { databaseUrl, dataDir } = environment;
  const database = await openDatabase({ databaseUrl, dataFolder: dataDir, log });
  try {
    const applied = await migrate(database);
    const place = databaseUrl ? "PostgreSQL" : `the embedded database in ${dataDir}`;
    log.info(`Opened ${place}`, applied.length > 0 ? { migrations: applied } : {});
    return {
      database,
      ledger: createLedger(database),
      conditions: noticeConditions(createConditions(database)),
      alerts: createAlertStore(database),
      outbox: createOutbox(database, {
        owner: randomUUID(),
        alone: database.kind === "pglite",
      }),
      statements: createStatements(database),
      views: createViews(database),
      acts: createActs(database),
      sessions: createSessions(database),
    };
  } catch (error) {
    await database.end();
    throw error;
  }
}
