import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { findOnPath } from "./on-path.ts";

/** findRedis looks for redis-server on PATH; null where it is missing, an error where it must not be. */
export function findRedis(): string | null {
  const file = findOnPath("redis-server");
  if (file === null) console.info("left out: the tests on Redis (no redis-server on PATH)");
  return file;
}

/** RedisServer is a redis-server of the test's own, on loopback, keeping nothing on disk. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
}

/** startRedis starts a redis-server on a free port and waits until it accepts connections. */
export async function startRedis(
  file: string,
  options: readonly string[] = [],
): Promise<RedisServer> {
  const port = await freePort();
  let server = await launch(file, port, options);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, "exit");
      server.kill("SIGKILL");
      await gone;
    },
    async restart() {
      server = await launch(file, port, options);
    },
  };
}

async function launch(
  file: string,
  port: number,
  options: readonly string[],
): Promise<ChildProcess> {
  const server = spawn(
    file,
    ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no", ...options],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      lines.push(line);
      if (line.includes("Ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () =>
      reject(new Error(`redis-server did not start:\n${lines.join("\n")}`)),
    );
  });
  await ready;
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
