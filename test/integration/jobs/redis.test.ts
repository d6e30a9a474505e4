import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OperatorError } from "../../../src/core/errors.ts";
import { Secret } from "../../../src/core/secret.ts";
import { createJobs } from "../../../src/jobs/index.ts";
import { memoryLog } from "../../support/log.ts";
import { findRedis, type RedisServer, startRedis } from "../../support/redis.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";
import { account, HOUR } from "./support/bench.ts";
import { Probe } from "./support/probe.ts";

const file = findRedis();

function jobsOn(url: string) {
  const probe = new Probe();
  const log = memoryLog();
  let closed = () => {};
  const lost = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const jobs = createJobs({
    connection: { kind: "redis", url: new Secret(url) },
    verbs: probe.verbs,
    accounts: [account("acme", 50)],
    evaluateEveryMs: HOUR,
    sweepEveryMs: 100,
    clock: { now: Date.now },
    log: {
      ...log,
      debug: (message, fields) => {
        log.debug(message, fields);
        if (message.includes("connection to Redis was closed")) closed();
      },
    },
    telemetry: memoryTelemetry(),
  });
  return { jobs, probe, log, lost };
}

async function refusal(url: string): Promise<Error> {
  try {
    await jobsOn(url).jobs.start();
  } catch (error) {
    return error as Error;
  }
  throw new Error("it started");
}

describe("a REDIS_URL that cannot be used", () => {
  it("is told at start, by the name of the setting and without the password", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    await new Promise((resolve) => taken.close(resolve));

    const error = await refusal(`redis://budget:hunter2@127.0.0.1:${port}/3`);
    expect(error).toBeInstanceOf(OperatorError);
    expect(error.message).toContain(`REDIS_URL (127.0.0.1:${port}/3): nothing listens there`);
    expect(error.message).not.toContain("hunter2");
  });

  it.each(["localhost:6379", "http://:hunter2@localhost", "redis//:hunter2@nowhere"])(
    "is refused where it is no Redis URL: %s",
    (url) => {
      expect(() => jobsOn(url)).toThrow(/REDIS_URL is not a Redis URL/);
      expect(() => jobsOn(url)).not.toThrow(/hunter2/);
    },
  );
});

describe.skipIf(file === null)("a Redis that goes away", () => {
  let server: RedisServer;
  beforeEach(async () => {
    server = await startRedis(file as string, ["--requirepass", "hunter2"]);
  });
  afterEach(() => server.kill());

  it("refuses a wrong password with what to do, and does not print it", async () => {
    const error = await refusal(server.url.replace("//", "//:wrong1@"));
    expect(error.message).toContain("it refuses the user or password");
    expect(error.message).not.toContain("wrong1");
  });

  it("comes back empty, and the work goes on by itself", async () => {
    const { jobs, probe, log, lost } = jobsOn(server.url.replace("//", "//:hunter2@"));
    await jobs.start();
    await probe.nth(2, "poll");
    await jobs.check();

    await server.kill();
    await lost;
    await expect(jobs.check()).rejects.toThrow(/Redis/);
    await server.restart();

    const before = probe.made("poll").length;
    await probe.nth(before + 3, "poll");
    await jobs.stop(1_000);
    expect(log.text()).not.toContain("hunter2");
  });

  it("can be stopped while it is away, within 10 s", async () => {
    const { jobs, probe } = jobsOn(server.url.replace("//", "//:hunter2@"));
    await jobs.start();
    await probe.nth(1, "poll");
    await server.kill();
    const startedAt = Date.now();
    await jobs.stop(500);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});
