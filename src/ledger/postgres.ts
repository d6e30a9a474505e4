import { Pool } from "pg";
import { OperatorError } from "../core/errors.ts";
import type { Log } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";
import { exactTypes } from "./exact-types.ts";
import type { Database, SqlClient, SqlPool, SqlQuery, SqlResult } from "./pool.ts";
import { quoteName } from "./quote-name.ts";

/** PostgresOptions say which schema names live in, and how many sessions each pool may open. */
export interface PostgresOptions {
  readonly schema: string;
  readonly sessions?: number;
  readonly log?: Log;
}

/** A PostgreSQL server behind pg.Pool; each schema has a pool of its own. */
class PostgresDatabase implements Database {
  readonly kind = "postgres";
  readonly options = { keepAlive: true };
  readonly #pool: Pool;
  readonly #url: Secret;
  readonly #config: PostgresOptions;
  readonly #others: PostgresDatabase[] = [];

  constructor(url: Secret, config: PostgresOptions) {
    this.#url = url;
    this.#config = config;
    this.#pool = new Pool({
      connectionString: withSearchPath(url, config.schema),
      application_name: "neo-budgetd",
      // Each worker of the queue keeps one session for LISTEN.
      max: config.sessions ?? 20,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      types: exactTypes,
    });
    // The pool replaces an idle session that was lost by itself; unheard, the event would end the process.
    this.#pool.on("error", (error) => {
      config.log?.warn("An idle database session was lost", { error: error.message });
    });
  }

  async query<Row = Record<string, unknown>>(
    query: string | SqlQuery,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>> {
    const result = await this.#pool.query(query as string, values && [...values]);
    return result as unknown as SqlResult<Row>;
  }

  async connect(): Promise<SqlClient> {
    return (await this.#pool.connect()) as unknown as SqlClient;
  }

  within(schema: string): SqlPool {
    const other = new PostgresDatabase(this.#url, { ...this.#config, schema });
    this.#others.push(other);
    return other;
  }

  async end(): Promise<void> {
    await Promise.all(this.#others.map((other) => other.end()));
    if (!this.#pool.ending) await this.#pool.end();
  }

  // biome-ignore lint/suspicious/noExplicitAny: one signature for the events of SqlPool's overloads
  on(event: string, listener: (argument: any) => void): this {
    this.#pool.on(event as "error", listener);
    return this;
  }

  removeAllListeners(event?: string): this {
    this.#pool.removeAllListeners(event as "error");
    return this;
  }
}

/** openPostgres opens a PostgreSQL server by its URL and makes sure that it answers. */
export async function openPostgres(url: Secret, options: PostgresOptions): Promise<Database> {
  const database = new PostgresDatabase(url, options);
  try {
    await database.query("SELECT 1");
  } catch (cause) {
    await database.end();
    const why = (cause as Error).message || String((cause as { code?: string }).code);
    throw new OperatorError(
      `The PostgreSQL server of DATABASE_URL cannot be used: ${why}. Check that it runs, and that host, port, user, password and database in DATABASE_URL are right.`,
      { cause },
    );
  }
  return database;
}

function withSearchPath(url: Secret, schema: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url.reveal());
  } catch {
    // Without the cause: it would print the URL and the password in it.
    throw new OperatorError(
      "DATABASE_URL is not a URL. It should look like postgres://user:password@host:5432/database.",
    );
  }
  const given = parsed.searchParams.get("options");
  const path = `-c search_path=${quoteName(schema)}`;
  parsed.searchParams.set("options", given ? `${given} ${path}` : path);
  return parsed.href;
}
