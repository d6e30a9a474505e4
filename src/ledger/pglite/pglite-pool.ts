import { EventEmitter } from "node:events";
import type { Database, SqlClient, SqlPool, SqlQuery, SqlResult } from "../pool.ts";
import { quoteName } from "../quote-name.ts";
import { asQuery, PgliteClient } from "./client.ts";
import type { Session } from "./session.ts";

/** PglitePool has the shape of pg.Pool over PGlite's one session; any number of clients take turns on it. */
export class PglitePool extends EventEmitter implements SqlPool {
  /** In process there is no connection that could be lost unnoticed. */
  readonly options = { keepAlive: true };
  readonly #session: Session;
  readonly #path: string;

  constructor(session: Session, schema: string) {
    super();
    this.setMaxListeners(0);
    this.#session = session;
    this.#path = quoteName(schema);
  }

  async query<Row = Record<string, unknown>>(
    query: string | SqlQuery,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>> {
    const client = new PgliteClient(this.#session, this.#path);
    try {
      return await client.query<Row>(asQuery(query, values));
    } finally {
      client.release();
    }
  }

  async connect(): Promise<SqlClient> {
    if (this.#session.closed) throw new Error("Cannot use a pool after calling end on the pool");
    const client = new PgliteClient(this.#session, this.#path);
    this.emit("connect", client);
    return client;
  }

  /** end of a schema's pool leaves the database open for the others. */
  async end(): Promise<void> {}
}

/** PgliteDatabase is the embedded database as a whole; ending it shuts PGlite down. */
export class PgliteDatabase extends PglitePool implements Database {
  readonly kind = "pglite";
  readonly #own: Session;
  readonly #closed: () => Promise<void>;

  constructor(session: Session, schema: string, closed: () => Promise<void> = async () => {}) {
    super(session, schema);
    this.#own = session;
    this.#closed = closed;
  }

  within(schema: string): SqlPool {
    return new PglitePool(this.#own, schema);
  }

  override async end(): Promise<void> {
    await this.#own.close();
    await this.#closed();
  }
}
