import { createRedisBackend } from "bullmq";
import { Redis } from "ioredis";
import { OperatorError } from "../../core/errors.ts";
import type { Log } from "../../core/ports/index.ts";
import type { Secret } from "../../core/secret.ts";
import type { Transport } from "./transport.ts";

const CONNECT_MS = 5_000;
const RETRY_AT_MOST_MS = 2_000;

/** redisTransport keeps the queues in the Redis of REDIS_URL, the way to run several machines. */
export function redisTransport(url: Secret, namespace: string, log: Log): Transport {
  const place = placeOf(url);
  const client = new Redis(url.reveal(), {
    ...SHARED,
    connectionName: "neo-budgetd",
    // A worker waits for as long as Redis is away, and goes on when it is back.
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => Math.min(tries * 100, RETRY_AT_MOST_MS),
  });
  client.on("error", () => {}); // BullMQ reports the same error through each queue and worker.
  client.on("close", () => log.debug("The connection to Redis was closed", { place }));

  return {
    place,
    factory: createRedisBackend as unknown as Transport["factory"],
    connection: client,
    prefix: namespace,
    async open() {
      await tryOnce(url, place);
      await client.connect();
    },
    async check() {
      if (client.status !== "ready") throw new Error(`Redis (${place}) is ${client.status}`);
      await client.ping();
    },
    async close() {
      client.disconnect();
    },
  };
}

const SHARED = { lazyConnect: true, connectTimeout: CONNECT_MS };

/** The first connection must stand: a wrong URL is to be told at start, not to be tried for ever. */
async function tryOnce(url: Secret, place: string): Promise<void> {
  const probe = new Redis(url.reveal(), {
    ...SHARED,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let reason: unknown;
  probe.on("error", (error) => {
    reason ??= error;
  });
  try {
    await probe.connect();
    await probe.ping();
  } catch (error) {
    throw new OperatorError(
      `Cannot use the Redis of REDIS_URL (${place}): ${explain(reason ?? error)}. Start it or correct REDIS_URL, or unset REDIS_URL to keep the queue in the database.`,
    );
  } finally {
    probe.disconnect();
  }
}

function explain(reason: unknown): string {
  const { code, message } = reason as { code?: unknown; message?: unknown };
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (code === "ENOTFOUND") return "there is no such host";
  const text = String(message ?? code ?? reason);
  if (/WRONGPASS|NOAUTH|invalid password/i.test(text)) return "it refuses the user or password";
  return text.split("\n", 1)[0] ?? text;
}

/** placeOf names host, port and database of a URL, never its user and password. */
function placeOf(url: Secret): string {
  let parsed: URL;
  try {
    parsed = new URL(url.reveal());
  } catch {
    parsed = new URL("invalid:");
  }
  if (!/^rediss?:$/.test(parsed.protocol))
    throw new OperatorError(
      "REDIS_URL is not a Redis URL. It should look like redis://user:password@host:6379/0 (or rediss:// for TLS).",
    );
  return `${parsed.hostname || "localhost"}:${parsed.port || "6379"}${parsed.pathname}`;
}
