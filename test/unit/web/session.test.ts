import { describe, expect, it, test } from "vitest";
import { ask, ORIGIN, webWith } from "./login-bench.ts";

const DAY = 86_400_000;

describe("a session", () => {
  it("ends after a week", async () => {
    const web = webWith();
    const cookie = web.cookieOf(await web.logIn());
    web.clock.advance(7 * DAY - 1);
    expect((await ask(web, cookie)).status).toBe(200);
    web.clock.advance(1);
    expect((await ask(web, cookie)).status).toBe(401);
  });

  it("ends with its token", async () => {
    const web = webWith();
    const cookie = web.cookieOf(await web.logIn());
    web.forget("ana");
    expect((await ask(web, cookie)).status).toBe(401);
  });

  it("ends when its owner logs out, and not by another site's page", async () => {
    const web = webWith();
    const cookie = web.cookieOf(await web.logIn());
    await web.post("/logout", {}, { cookie, origin: "https://evil.example" });
    expect((await ask(web, cookie)).status).toBe(200);
    const response = await web.post("/logout", {}, { cookie });
    expect(response.headers.get("location")).toBe("/login");
    expect(response.headers.get("set-cookie")).toMatch(/Max-Age=0/);
    expect((await ask(web, cookie)).status).toBe(401);
    expect(web.sessions.records[0]).toMatchObject({ act: "logged_out", by: { name: "ana" } });
  });

  it("lets no page of another site act", async () => {
    const web = webWith();
    const cookie = web.cookieOf(await web.logIn());
    const act = (headers: Record<string, string>) =>
      web.request(`${ORIGIN}/api/v2/silence/s1`, {
        ...{ method: "DELETE", headers: { host: "budget.acme.io:9464", cookie, ...headers } },
      });
    expect((await act({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await act({ origin: "https://evil.example" })).status).toBe(403);
    expect((await act({ origin: ORIGIN })).status).toBe(200);
  });

  test.each(["neo-budgetd=short", `neo-budgetd=${"a".repeat(43)}`, "neo-budgetd=;;=", "=", "a=b"])(
    "is not %j",
    async (cookie) => {
      expect((await ask(webWith(), cookie)).status).toBe(401);
    },
  );
});

describe("a page", () => {
  const get = (
    web: ReturnType<typeof webWith>,
    path: string,
    headers: Record<string, string> = {},
  ) => web.request(ORIGIN + path, { headers: { host: "budget.acme.io:9464", ...headers } });

  it("leads who has yet to log in to the log-in page, and back afterwards", async () => {
    const response = await get(webWith(), "/?a=1&b=%2F");
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/login?next=%2F%3Fa%3D1%26b%3D%252F");
  });

  it("has the browser ask again where a link of another site holds the cookie back", async () => {
    const web = webWith();
    const fromSlack = await get(web, "/", { "sec-fetch-site": "cross-site" });
    expect(fromSlack.status).toBe(200);
    expect(await fromSlack.text()).toContain('http-equiv="refresh" content="0;url=/"');
    const cookie = web.cookieOf(await web.logIn());
    expect(await (await get(web, "/", { cookie })).text()).toContain("Firing: 0");
  });

  it("shows who has logged in, and how to log out", async () => {
    const web = webWith();
    const page = await (await get(web, "/", { cookie: web.cookieOf(await web.logIn()) })).text();
    expect(page).toMatch(/ana<.*action="\/logout"/s);
  });

  it("says why it is not shown, where logging in would not help", async () => {
    const proxy = { header: "x-forwarded-user", from: ["10.0.0.0/8"], scopes: ["read"] } as const;
    const behind = await get(webWith({ tokens: () => [], proxy: () => proxy }), "/");
    expect([behind.status, await behind.text()]).toEqual([401, expect.stringContaining("proxy")]);
    const closed = await get(webWith({ tokens: () => [], onLoopback: true }), "/");
    expect([closed.status, await closed.text()]).toEqual([
      403,
      expect.stringContaining("localhost"),
    ]);
  });

  it("loads nothing but files of this site", async () => {
    const web = webWith();
    const page = await (await get(web, "/login")).text();
    const links = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link ?? "");
    expect(links.filter((link) => !/^[/#]/.test(link))).toEqual([]);
    for (const link of links.filter((one) => one.startsWith("/assets/"))) {
      const { status, headers } = await web.request(link);
      expect([status, headers.get("cache-control")]).toEqual([
        200,
        expect.stringContaining("immutable"),
      ]);
    }
    expect((await web.request("/assets/..%2Fweb.ts")).status).toBe(404);
  });
});
