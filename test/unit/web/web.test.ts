import { describe, expect, it } from "vitest";
import type { Health, ProofHealth, Readiness } from "../../../src/web/index.ts";
import { at, PROOF, WELL, webOf } from "./web-of.ts";

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
  it("tells who may not read the states alone: details name members and amounts", async () => {
    const { app } = webOf({
      configuration: () => ({
        state: "refused",
        at: at(5),
        problems: ["rules.yaml:1:1 lead@acme.io"],
      }),
    });
    const response = await app.request("/readyz", { headers: { host: "budget.acme.io" } });
    expect(await response.json()).toEqual({
      ready: true,
      state: "degraded",
      checks: {
        database: { state: "ok" },
        queue: { state: "ok" },
        configuration: { state: "degraded" },
        accounts: { state: "ok" },
        deliveries: { state: "ok" },
      },
    });
  });

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
        {
          account: "acme",
          watermark: null,
          blocked,
          proof: PROOF,
          history: null,
        },
      ],
    });
    expect(status).toBe(200);
    expect(body.checks["accounts"]).toMatchObject({
      state: "degraded",
      accounts: [
        {
          account: "acme",
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

  it("shows how far the history of an account is read, and which rules wait for more of it", async () => {
    const [acme] = await WELL.accounts();
    if (!acme) throw new Error("no account");
    const readTo = at(20 * 86_400);
    const history = {
      readFrom: at(86_400),
      waiting: [{ rule: "member-month", part: "all" as const, readTo }],
    };
    const { body } = await readyz({ accounts: async () => [{ ...acme, history }] });
    expect(body.checks["accounts"]).toMatchObject({
      state: "ok",
      accounts: [
        {
          history: {
            read_from: "2026-03-01T12:00:00.000Z",
            waiting_rules: [
              { rule: "member-month", part: "all", read_to: "2026-02-10T12:00:00.000Z" },
            ],
          },
        },
      ],
    });
  });
});
