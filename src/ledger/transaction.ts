import type { SqlClient, SqlPool } from "./pool.ts";

/** TransactionMode is how a transaction begins; `snapshot` sees one moment throughout and writes nothing. */
export type TransactionMode = "write" | "snapshot";

const BEGIN: Readonly<Record<TransactionMode, string>> = {
  write: "BEGIN",
  snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
};

/** inTransaction runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(
  pool: SqlPool,
  mode: TransactionMode,
  work: (client: SqlClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(BEGIN[mode]);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      // A session that cannot roll back must not go back into the pool.
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
