import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { findRedis, startRedis } from "./redis.ts";

/** Backend is where a daemon under test keeps its ledger and its queue, as environment variables. */
export interface Backend {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** BACKENDS opens each kind of backend that this machine can run a whole daemon on. */
export const BACKENDS: Readonly<Record<string, () => Promise<Backend>>> = {
  "the embedded database": async () => ({
    env: { DATABASE_URL: "", REDIS_URL: "" },
    close: async () => {},
  }),
  ...servers(),
};

function servers(): Record<string, () => Promise<Backend>> {
  const server = process.env["TEST_DATABASE_URL"];
  const redis = findRedis();
  if (!server && process.env["REQUIRE_SERVICES"] === "1")
    throw new Error("REQUIRE_SERVICES=1, but TEST_DATABASE_URL names no PostgreSQL server");
  if (!server || !redis) {
    console.info(
      "left out: whole daemons on PostgreSQL and Redis (TEST_DATABASE_URL, redis-server)",
    );
    return {};
  }
  return { "PostgreSQL and Redis": () => onServers(server, redis) };
}

/** A database of its own, and a Redis of its own. */
async function onServers(server: string, redisFile: string): Promise<Backend> {
  const name = `neo_budgetd_${randomBytes(6).toString("hex")}`;
  const run = async (sql: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`CREATE DATABASE ${name}`);
  const redis = await startRedis(redisFile);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    env: { DATABASE_URL: url.href, REDIS_URL: redis.url },
    close: async () => {
      await redis.kill();
      await run(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
