import { randomBytes } from "node:crypto";
import { Secret } from "../../../../src/core/secret.ts";
import type { QueueConnection } from "../../../../src/jobs/index.ts";
import { openDatabase, type SqlPool } from "../../../../src/ledger/index.ts";
import { findRedis, startRedis } from "../../../support/redis.ts";

/** OpenBackend is a place for queues that is ready to be used. */
export interface OpenBackend {
  connection(namespace: string): QueueConnection;
  /** Drops what a test left, once its jobs are stopped. */
  forget(namespace: string): Promise<void>;
  close(): Promise<void>;
}

/** Backend is one of the places that queues can be kept in. */
export interface Backend {
  readonly name: string;
  open(): Promise<OpenBackend>;
}

/** newNamespace keeps a test's queues apart from the others'. */
export function newNamespace(): string {
  return `jobs_${randomBytes(6).toString("hex")}`;
}

/** availableBackends lists the backends that this machine has. */
export function availableBackends(): Backend[] {
  const backends: Backend[] = [{ name: "PGlite", open: () => openSql(null) }];
  const redis = findRedis();
  if (redis !== null)
    backends.push({
      name: "Redis",
      open: async () => {
        const server = await startRedis(redis);
        return {
          connection: () => ({ kind: "redis", url: new Secret(server.url) }),
          forget: async () => {},
          close: () => server.kill(),
        };
      },
    });
  const url = process.env["TEST_DATABASE_URL"];
  if (url !== undefined)
    backends.push({ name: "PostgreSQL", open: () => openSql(new Secret(url)) });
  else if (process.env["REQUIRE_SERVICES"] === "1")
    throw new Error("REQUIRE_SERVICES=1, but TEST_DATABASE_URL is not set");
  else console.info("left out: the tests on PostgreSQL (no TEST_DATABASE_URL)");
  return backends;
}

async function openSql(databaseUrl: Secret | null): Promise<OpenBackend> {
  const database = await openDatabase({ databaseUrl, dataFolder: null });
  const pools = new Map<string, SqlPool>();
  return {
    connection(namespace) {
      const pool = pools.get(namespace) ?? database.within(namespace);
      pools.set(namespace, pool);
      return { kind: "database", pool };
    },
    async forget(namespace) {
      await pools.get(namespace)?.end();
      pools.delete(namespace);
      await database.query(`DROP SCHEMA IF EXISTS ${namespace} CASCADE`);
    },
    close: () => database.end(),
  };
}
