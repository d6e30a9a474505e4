import { EventEmitter } from "node:events";
import {
  type PgPool,
  type PgPoolClient,
  PostgresConnection,
  PostgresQueueBackend,
  runMigrations,
} from "bullmq";
import { OperatorError } from "../../core/errors.ts";
import type { SqlPool } from "../../ledger/index.ts";
import type { Transport } from "./transport.ts";

/** QUEUE_SCHEMA is the schema of the queue's own tables; the pool that is given to the jobs must resolve names in it. */
export const QUEUE_SCHEMA = "neo_budgetd_queue";

/** databaseTransport keeps the queues in the ledger's database, in a schema of their own. */
export function databaseTransport(pool: SqlPool, schema: string): Transport {
  /** BullMQ looks for a foreign pool's tables in a schema that it has fixed; this names ours. */
  class QueueConnection extends PostgresConnection {
    override readonly schema: string = schema;
  }

  const shared = sharedPool(pool);
  return {
    place: `schema ${schema}`,
    factory: (name, options, { withBlockingConnection } = {}) =>
      new PostgresQueueBackend(
        new QueueConnection(shared),
        name,
        options as ConstructorParameters<typeof PostgresQueueBackend>[2],
        true,
        withBlockingConnection ? `neo-budgetd:${name}` : undefined,
      ),
    connection: shared,
    prefix: schema,
    async open() {
      const client = await pool.connect();
      try {
        await runMigrations(client as unknown as PgPoolClient, schema);
      } catch (error) {
        throw new OperatorError(
          `Cannot prepare the queue's tables in ${schema}: ${(error as Error).message}. The database user must be allowed to create that schema.`,
          { cause: error },
        );
      } finally {
        client.release();
      }
    },
    async check() {
      await pool.query("SELECT 1");
    },
    // The pool ends with the database, which is the composition root's.
    async close() {},
  };
}

/** sharedPool lets every queue and worker listen for the pool's errors through one listener on it. */
function sharedPool(pool: SqlPool): PgPool {
  const events = new EventEmitter().setMaxListeners(0);
  events.on("error", () => {}); // Unheard, an error would end the process.
  pool.on("error", (error) => events.emit("error", error));
  const shared = {
    options: pool.options,
    query: (text: string, values?: readonly unknown[]) => pool.query(text, values),
    connect: () => pool.connect() as unknown as Promise<PgPoolClient>,
    end: () => pool.end(),
    on(event: string, listener: (...parts: unknown[]) => void) {
      events.on(event, listener);
      return shared;
    },
    // One queue that closes must not make the others deaf.
    removeAllListeners: () => shared,
  };
  return shared as unknown as PgPool;
}
