import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import { createWeb, serve } from "../../../src/web/index.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLog } from "../../support/log.ts";
import { memorySessions } from "../../support/sessions.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";
import { openGate } from "../../support/visits.ts";

const SECRET = "6f1c9a58d2e84b7a";

/** webWith is the daemon's pages with a task hook; `calls` are the accounts that were called in. */
function webWith(secret: () => Secret | null = () => new Secret(SECRET)) {
  const calls: string[] = [];
  const telemetry = memoryTelemetry();
  const log = memoryLog();
  const app = createWeb({
    health: {} as never,
    telemetry: { ...telemetry, render: async () => ({ contentType: "", body: "" }) },
    slackHook: { signingSecret: () => null, take: () => {} },
    ...{
      gate: openGate(),
      sessions: memorySessions(),
      alertmanager: {} as never,
      desk: {} as never,
    },
    taskHook: {
      secret,
      knows: (account) => account === "acme" || account === "red team/eu",
      callIn: (account) => void calls.push(account),
    },
    log,
    clock: manualClock(),
  });
  const call = async (path = "/hooks/neo/acme", init: RequestInit = {}) => {
    const response = await app.request(path, { method: "POST", ...bearer(SECRET), ...init });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { app, calls, call, log, telemetry };
}

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

describe("a call that a task is complete", () => {
  it("with the secret has its account polled, and is answered with nothing", async () => {
    const { calls, call, telemetry } = webWith();
    expect(await call()).toMatchObject({ status: 204, body: "" });
    expect(await call("/hooks/neo/red%20team%2Feu")).toMatchObject({ status: 204 });
    expect(calls).toEqual(["acme", "red team/eu"]);
    expect(telemetry.counted("task_calls_total", { outcome: "taken" })).toBe(2);
  });

  it("needs no body and reads none, whatever its kind", async () => {
    const { calls, call } = webWith();
    for (const body of ["", "{", "not json", `{"account":"beta","pad":"${"x".repeat(1 << 20)}"}`]) {
      expect(await call("/hooks/neo/acme", { body })).toMatchObject({ status: 204 });
    }
    expect(calls).toEqual(["acme", "acme", "acme", "acme"]);
  });

  it.each([
    ["no secret", {}],
    ["a wrong one", { authorization: "Bearer 6f1c9a58d2e84b7b" }],
    ["a part of it", { authorization: "Bearer 6f1c9a58" }],
    ["more than it", { authorization: `Bearer ${SECRET}0` }],
    ["an empty one", { authorization: "Bearer " }],
    ["another scheme", { authorization: `Basic ${SECRET}` }],
    ["the bare secret", { authorization: SECRET }],
    ["it in another header", { "x-api-key": SECRET }],
  ])("with %s is refused alike for accounts that there are and are not", async (_, headers) => {
    const { calls, call, telemetry, log } = webWith();
    const known = await call("/hooks/neo/acme", { headers });
    const unknown = await call("/hooks/neo/nobody", { headers });
    expect(known).toMatchObject({
      status: 401,
      body: '{"error":"The Bearer secret is missing or wrong."}',
    });
    expect([...known.headers]).toEqual([...unknown.headers]);
    expect(unknown).toMatchObject({ status: known.status, body: known.body });
    expect(calls).toEqual([]);
    expect(telemetry.counted("task_calls_total", { outcome: "refused" })).toBe(2);
    expect(JSON.stringify(log.lines)).not.toContain(SECRET);
  });

  it("for an account that there is not is refused without its name or another's", async () => {
    const { calls, call } = webWith();
    for (const path of ["/hooks/neo/nobody", "/hooks/neo/__proto__", "/hooks/neo/%F0%9F%92%A3"]) {
      expect(await call(path)).toMatchObject({
        status: 404,
        body: '{"error":"There is no such account."}',
      });
    }
    expect(calls).toEqual([]);
  });

  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "by %s is refused before anything is compared",
    async (method) => {
      const { calls, call } = webWith();
      const answers = [
        await call("/hooks/neo/acme", { method }),
        await call("/hooks/neo/nobody", { method, headers: {} }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(405);
        expect(answer.headers.get("allow")).toBe("POST");
      }
      expect(calls).toEqual([]);
    },
  );

  it("finds no such address where no secret is configured, and finds it once one is", async () => {
    let secret: Secret | null = null;
    const { calls, call } = webWith(() => secret);
    expect(await call()).toMatchObject({
      status: 404,
      body: '{"error":"There is no POST /hooks/neo/acme here."}',
    });
    expect((await call("/hooks/neo/acme", { method: "GET" })).status).toBe(404);
    secret = new Secret(SECRET);
    expect(await call()).toMatchObject({ status: 204 });
    expect(calls).toEqual(["acme"]);
  });

  it("is taken over a socket, hundreds at a time, without any waiting for a poll", async () => {
    const { app, calls } = webWith();
    const web = await serve(app, { host: "127.0.0.1", port: 0 });
    const url = `${web.url}/hooks/neo/acme`;
    const flood = Array.from({ length: 300 }, () =>
      fetch(url, { method: "POST", ...bearer(SECRET) }),
    );
    const answers = await Promise.all(flood.map(async (answer) => (await answer).status));
    await web.close();
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(calls).toHaveLength(300);
  });
});
