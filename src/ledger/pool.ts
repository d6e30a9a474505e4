/** SqlResult is the outcome of one statement, in the shape of pg's. */
export interface SqlResult<Row = Record<string, unknown>> {
  readonly rows: Row[];
  readonly rowCount: number | null;
}

/** SqlClient is one session: statements between BEGIN and COMMIT belong together. */
export interface SqlClient {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>>;
  release(error?: Error | boolean): void;
}

/**
 * SqlPool is the one seam to the database, with the shape of pg.Pool: a PostgreSQL server and the embedded
 * PGlite both fit it, and the ledger and the queue both stand on it.
 */
export interface SqlPool {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>>;
  connect(): Promise<SqlClient>;
  end(): Promise<void>;
}
