import { Hono } from "hono";
import { describe, expect, it, test } from "vitest";
import { scopesOf } from "../../../src/core/visitor.ts";
import { needs, type Visited } from "../../../src/web/auth/index.ts";
import { TOKEN, webWith } from "./login-bench.ts";

describe("what needs a scope beyond the method's", () => {
  it.each([
    ["is shown to who has it", "admin", 200],
    ["is refused to who has not", "act", 403],
  ] as const)("%s", async (_, scope, status) => {
    const app = new Hono<Visited>()
      .use(async (context, next) => {
        context.set("visitor", { name: "ana", scopes: scopesOf([scope]) });
        await next();
      })
      .get("/api/v1/configuration", needs("admin"), (context) => context.json({}));
    const response = await app.request("/api/v1/configuration");
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.text()).toContain("urn:neo-budgetd:lacks_scope");
  });
});

describe("the API", () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test.each([
    ["reads with read", "g", "GET", "/receivers", 200],
    ["does not act with read", "g", "DELETE", "/silence/s1", 403],
    ["acts with act", TOKEN, "DELETE", "/silence/s1", 200],
    ["refuses a wrong token", "x", "GET", "/receivers", 401],
  ])("%s", async (_, token, method, path, status) => {
    const { request } = webWith();
    const response = await request(`/api/v2${path}`, { method, ...bearer(token) });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain(TOKEN);
  });

  it("needs no origin from who holds a token", async () => {
    const { request } = webWith();
    const headers = { ...bearer(TOKEN).headers, origin: "https://grafana.acme.io" };
    const response = await request("/api/v2/silence/s1", { method: "DELETE", headers });
    expect(response.status).toBe(200);
  });

  it("is slowed for who guesses, and not for who repeats an old token", async () => {
    const { request } = webWith();
    for (let i = 0; i < 20; i++) {
      expect((await request("/api/v2/receivers", bearer("old"))).status).toBe(401);
    }
    for (let i = 0; i < 4; i++) await request("/api/v2/receivers", bearer(`guess ${i}`));
    const slowed = await request("/api/v2/receivers", bearer("another"));
    expect(slowed.status).toBe(429);
    expect(slowed.headers.get("retry-after")).toBe("10");
  });

  it("tells problems of version 1 as RFC 9457 has it", async () => {
    const { request } = webWith();
    const response = await request("/api/v1/now");
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toMatchObject({
      type: "urn:neo-budgetd:not_logged_in",
      status: 401,
    });
  });
});
