import { afterEach, beforeEach, expect } from "vitest";
import { NeoError } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secret.ts";
import { createNeoApi, type NeoApi, type NeoApiOptions } from "../../src/neo/index.ts";
import { type MemoryLog, memoryLog } from "./log.ts";
import { type NeoServer, startNeoServer } from "./neo-server.ts";
import { type MemoryTelemetry, memoryTelemetry } from "./telemetry.ts";

/** KEY and TOKEN are credentials that must never be seen again. */
export const KEY = "neo_sk_0123456789abcdef0123456789abcdef";
export const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl";

/** FAST makes the client's waits too short to be felt. */
export const FAST = { firstWaitMs: 1, longestWaitMs: 2 };

/** QUERY asks for the day of `wireRow`. */
export const QUERY = {
  from: Date.UTC(2026, 2, 2),
  to: Date.UTC(2026, 2, 3),
  offset: 0,
  limit: 200,
};

/** NeoBench is a fake API with clients of it, anew for each test. */
export interface NeoBench {
  server: NeoServer;
  log: MemoryLog;
  telemetry: MemoryTelemetry;
  client(over?: Partial<NeoApiOptions>): NeoApi;
}

/** neoBench sets a bench up before each test of a file, and closes it after. */
export function neoBench(): NeoBench {
  let open: NeoApi[] = [];
  const bench = {
    client: (over = {}) => {
      const api = createNeoApi({
        account: "acme",
        auth: "api_key",
        credential: new Secret(KEY),
        baseUrl: bench.server.url,
        timeoutMs: 5_000,
        log: bench.log,
        telemetry: bench.telemetry,
        random: () => 0,
        retry: FAST,
        ...over,
      });
      open.push(api);
      return api;
    },
  } as NeoBench;
  beforeEach(async () => {
    bench.server = await startNeoServer();
    bench.log = memoryLog();
    bench.telemetry = memoryTelemetry();
  });
  afterEach(async () => {
    await Promise.all(open.map((api) => api.close()));
    open = [];
    await bench.server.close();
  });
  return bench;
}

/** failureOf gives the NeoError that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<NeoError> {
  const error = await call.then(
    () => new Error("it succeeded"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(NeoError);
  return error as NeoError;
}
