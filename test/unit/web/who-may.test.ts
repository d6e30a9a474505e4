import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import { onlyThoseWhoMay } from "../../../src/web/who-may.ts";

const TOKEN = "correct-horse-battery-staple";

function answer(
  gate: { token?: string; host: string },
  request: { host: string; authorization?: string },
): Promise<Response> | Response {
  const app = new Hono();
  const token = gate.token === undefined ? null : new Secret(gate.token);
  app.use(onlyThoseWhoMay({ token: () => token, host: () => gate.host }));
  app.get("/", (context) => context.text("in"));
  const { host, authorization } = request;
  const headers = { host, ...(authorization === undefined ? {} : { authorization }) };
  return app.request(`http://${host}/`, { headers });
}

describe("who may read and steer the daemon", () => {
  test.each([
    ["whoever is on the machine", { host: "127.0.0.1" }, { host: "127.0.0.1:9464" }, 200],
    ["by the name of it", { host: "localhost" }, { host: "localhost:9464" }, 200],
    ["by IPv6", { host: "::1" }, { host: "[::1]:9464" }, 200],
    ["no page whose name leads here", { host: "127.0.0.1" }, { host: "evil.example:9464" }, 403],
    ["nobody without a token from elsewhere", { host: "0.0.0.0" }, { host: "127.0.0.1" }, 403],
    [
      "nobody without the token",
      { host: "0.0.0.0", token: TOKEN },
      { host: "budget.acme.io" },
      401,
    ],
    [
      "nobody with another token",
      { host: "0.0.0.0", token: TOKEN },
      { host: "budget.acme.io", authorization: "Bearer correct-horse" },
      401,
    ],
    [
      "nobody with the token in another scheme",
      { host: "127.0.0.1", token: TOKEN },
      { host: "127.0.0.1", authorization: `Basic ${TOKEN}` },
      401,
    ],
    [
      "everyone with the token",
      { host: "0.0.0.0", token: TOKEN },
      { host: "budget.acme.io", authorization: `Bearer ${TOKEN}` },
      200,
    ],
  ])("%s", async (_, gate, request, status) => {
    const response = await answer(gate, request);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain(TOKEN);
  });
});
