import { describe, expect, it } from "vitest";
import {
  createWeb,
  type Health,
  type ProofHealth,
  type Readiness,
  serve,
} from "../../../src/web/index.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLog } from "../../support/log.ts";

const clock = manualClock();
const at = (secondsAgo: number) => clock.now() - secondsAgo * 1000;

const PROOF: ProofHealth = {
  gaps: 0,
  provenAt: at(600),
  settledTo: at(604_800),
  summary: "usable",
  summaryDetail: null,
  drift: [],
  unproven: null,
  requestsLastHour: 88,
};

const WELL: Health = {
  database: async () => {},
  queue: async () => {},
  configuration: () => ({ state: "taken", at: at(60), problems: [] }),
  accounts: async () => [
    { account: "acme", lastCompletePollAt: at(20), watermark: at(25), blocked: null, proof: PROOF },
  ],
  deliveries: async () => ({ pending: 0, oldestPendingAt: null, failing: [] }),
};

function webOf(health: Partial<Health> = {}, render = async () => "neo_budgetd_up 1\n") {
  const log = memoryLog();
  const app = createWeb({
    health: { ...WELL, ...health },
    telemetry: {
      count: () => {},
      render: async () => ({ contentType: "text/plain; version=0.0.4", body: await render() }),
    },
    taskHook: { secret: () => null, knows: () => false, callIn: () => {} },
    log,
    clock,
    checkTimeoutMs: 20,
  });
  return { app, log };
}

async function readyz(health: Partial<Health>) {
  const { app } = webOf(health);
  const response = await app.request("/readyz");
  return { status: response.status, body: (await response.json()) as Readiness };
}

describe("/healthz", () => {
  it("says that the process is alive, whatever else is wrong", async () => {
    const { app } = webOf({ database: () => Promise.reject(new Error("gone")) });
    const response = await app.request("/healthz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "alive" });
  });
});

describe("/readyz", () => {
  it("names every check while all is well", async () => {
    expect(await readyz({})).toEqual({
      status: 200,
      body: {
        ready: true,
        state: "ok",
        checks: {
          database: { state: "ok" },
          queue: { state: "ok" },
          configuration: { state: "ok", config: "taken", at: "2026-03-02T11:59:00.000Z" },
          accounts: {
            state: "ok",
            accounts: [
              {
                account: "acme",
                last_complete_poll: "2026-03-02T11:59:40.000Z",
                complete_to: "2026-03-02T11:59:35.000Z",
                watermark_age_seconds: 25,
                gaps: 0,
                proven_at: "2026-03-02T11:50:00.000Z",
                oldest_proof_age_seconds: 600,
                settled_to: "2026-02-23T12:00:00.000Z",
                summary: "usable",
                drift: [],
                requests_last_hour: 88,
              },
            ],
          },
          deliveries: { state: "ok", pending: 0, oldest_pending_seconds: null, failing: [] },
        },
      },
    });
  });

  it("stays ready with a refused configuration and says so, without quoting the file", async () => {
    const { status, body } = await readyz({
      configuration: () => ({
        state: "refused",
        at: at(5),
        problems: [
          "rules.yaml:7:15 `abov` is not known, did you mean `above`?\n  api_key: hunter2",
        ],
      }),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ready: true, state: "degraded" });
    expect(body.checks["configuration"]).toEqual({
      state: "degraded",
      config: "refused",
      at: "2026-03-02T11:59:55.000Z",
      problems: ["rules.yaml:7:15 `abov` is not known, did you mean `above`?"],
    });
  });

  it("stays ready with an account whose key is refused, and says what to do", async () => {
    const blocked = "The key of acme is refused (401): set a new one.";
    const { status, body } = await readyz({
      accounts: async () => [
        { account: "acme", lastCompletePollAt: null, watermark: null, blocked, proof: PROOF },
      ],
    });
    expect(status).toBe(200);
    expect(body.checks["accounts"]).toMatchObject({
      state: "degraded",
      accounts: [
        {
          account: "acme",
          last_complete_poll: null,
          complete_to: null,
          watermark_age_seconds: null,
          blocked,
        },
      ],
    });
  });

  it.each([
    [{ unproven: "its numbers are not proven" }],
    [{ drift: [{ day: "2026-03-01", difference: "lead@acme.io: 1 is 2" }] }],
  ])("stays ready with numbers that are not proven, and shows %o", async (proof) => {
    const [acme] = await WELL.accounts();
    if (!acme) throw new Error("no account");
    const { status, body } = await readyz({
      accounts: async () => [{ ...acme, proof: { ...PROOF, ...proof } }],
    });
    expect(status).toBe(200);
    expect(body.checks["accounts"]).toMatchObject({ state: "degraded", accounts: [proof] });
  });

  it("says why the API's summary is of no use, which is no trouble by itself", async () => {
    const [acme] = await WELL.accounts();
    if (!acme) throw new Error("no account");
    const proof: ProofHealth = { ...PROOF, summary: "forbidden", summaryDetail: "only admins may" };
    const { body } = await readyz({ accounts: async () => [{ ...acme, proof }] });
    expect(body.checks["accounts"]).toMatchObject({
      state: "ok",
      accounts: [{ summary: "forbidden", summary_detail: "only admins may" }],
    });
  });

  it("stays ready while a receiver cannot be reached", async () => {
    const { status, body } = await readyz({
      deliveries: async () => ({ pending: 3, oldestPendingAt: at(90), failing: ["finance"] }),
    });
    expect(status).toBe(200);
    expect(body.checks["deliveries"]).toEqual({
      state: "degraded",
      pending: 3,
      oldest_pending_seconds: 90,
      failing: ["finance"],
    });
  });

  it.each(["database", "queue"] as const)(
    "is not ready without the %s, and shows no driver's message",
    async (part) => {
      const error = Object.assign(new Error("postgres://u:hunter2@db"), { code: "ECONNREFUSED" });
      const { app, log } = webOf({ [part]: () => Promise.reject(error) });
      const response = await app.request("/readyz");
      expect(response.status).toBe(503);
      const text = await response.text();
      expect(text).toContain("ECONNREFUSED: the daemon's log says more");
      expect(text).not.toContain("hunter2");
      expect(log.lines[0]).toMatchObject({ level: "warn", fields: { check: part, error } });
    },
  );

  it("does not wait for a part that hangs", async () => {
    const { status, body } = await readyz({ queue: () => new Promise(() => {}) });
    expect(status).toBe(503);
    expect(body.checks["queue"]).toEqual({ state: "failing", reason: "no answer in time" });
    expect(body.checks["database"]).toEqual({ state: "ok" });
  });
});

describe("every page", () => {
  it("shows the metrics with their own content type", async () => {
    const response = await webOf().app.request("/metrics");
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
    expect(await response.text()).toBe("neo_budgetd_up 1\n");
  });

  it.each(["/healthz", "/readyz", "/metrics", "/nowhere"])(
    "carries headers that forbid framing, sniffing and caching: %s",
    async (path) => {
      const { headers } = await webOf().app.request(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it("answers an unknown path as JSON", async () => {
    const response = await webOf().app.request("/admin", { method: "POST" });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: "There is no POST /admin here." });
  });

  it("answers a fault of its own as JSON, without its words, and logs it", async () => {
    const { app, log } = webOf({}, () => Promise.reject(new Error("hunter2")));
    const response = await app.request("/metrics");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
    expect(log.lines[0]).toMatchObject({ level: "error", fields: { path: "/metrics" } });
  });
});

describe("serve", () => {
  it("listens on a free port, answers and closes although a client keeps its connection", async () => {
    const served = await serve(webOf().app, { host: "127.0.0.1", port: 0 });
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${served.url}/healthz`);
    expect(await response.json()).toEqual({ status: "alive" });
    await served.close();
    await expect(fetch(`${served.url}/healthz`)).rejects.toThrow();
  });

  it("cuts off a request that does not end in time", async () => {
    let asked = () => {};
    const reached = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const hangs = {
      fetch: () => {
        asked();
        return new Promise<Response>(() => {});
      },
    };
    const served = await serve(hangs, { host: "127.0.0.1", port: 0 });
    const answer = fetch(served.url).catch((error: Error) => error);
    await reached;
    await served.close(10);
    expect(await answer).toBeInstanceOf(Error);
  });

  it("says what to do where the port is taken", async () => {
    const first = await serve(webOf().app, { host: "127.0.0.1", port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(serve(webOf().app, { host: "127.0.0.1", port })).rejects.toThrow(
      `Cannot serve on 127.0.0.1:${port}: another process listens there.`,
    );
    await first.close();
  });
});
