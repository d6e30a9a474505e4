/** SqlResult is the outcome of one statement, in the shape of pg's. */
export interface SqlResult<Row = Record<string, unknown>> {
  readonly rows: Row[];
  readonly rowCount: number | null;
}

/** SqlQuery is a statement with its values; `rowMode: "array"` gives each row as an array of its columns. */
export interface SqlQuery {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode?: "array";
}

/** SqlNotification is what NOTIFY sent to a session that listens. */
export interface SqlNotification {
  readonly channel: string;
  readonly payload?: string;
  readonly processId?: number;
}

/** SqlClient is one session: statements between BEGIN and COMMIT belong together. */
export interface SqlClient {
  query<Row = Record<string, unknown>>(
    query: string | SqlQuery,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>>;
  release(error?: Error | boolean): void;
  on(event: "notification", listener: (message: SqlNotification) => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: "end", listener: () => void): this;
  removeListener(event: "notification", listener: (message: SqlNotification) => void): this;
  removeAllListeners(event?: string): this;
}

/**
 * SqlPool is the one seam to the database, with the shape of pg.Pool: a PostgreSQL server and the embedded
 * PGlite both fit it, and the ledger and the queue both stand on it. BIGINT comes back as a number on both.
 */
export interface SqlPool {
  query<Row = Record<string, unknown>>(
    query: string | SqlQuery,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>>;
  connect(): Promise<SqlClient>;
  end(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: "connect", listener: (client: SqlClient) => void): this;
  removeAllListeners(event?: string): this;
  /** What the queue asks of a pool's options: a lost connection is noticed within seconds. */
  readonly options: { readonly keepAlive: boolean };
}

/** Database is a pool whose unqualified names live in one schema, and the way to pools for other schemas of it. */
export interface Database extends SqlPool {
  readonly kind: "postgres" | "pglite";
  /** A pool over the same database whose unqualified names live in `schema`; ends with the database. */
  within(schema: string): SqlPool;
}
