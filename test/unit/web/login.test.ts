import { describe, expect, it } from "vitest";
import { ask, ORIGIN, TOKEN, webWith } from "./login-bench.ts";

describe("logging in", () => {
  it("with a token gives a session that the browser alone can read, and goes on", async () => {
    const web = webWith();
    const response = await web.logIn(TOKEN, "/members?sort=spend");
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/members?sort=spend");
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^neo-budgetd=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await ask(web, web.cookieOf(response))).status).toBe(200);
    expect(web.sessions.records).toMatchObject([
      { act: "logged_in", by: { name: "ana", via: "web" }, target: "ana" },
    ]);
    expect(web.telemetry.counted("logins_total", { outcome: "taken" })).toBe(1);
  });

  it("behind TLS gives a cookie that goes by https only, and that no sibling site can set", async () => {
    const web = webWith();
    const headers = { origin: "https://budget.acme.io:9464", "sec-fetch-site": "same-origin" };
    const cookie = (await web.post("/login", { token: TOKEN }, headers)).headers.get("set-cookie");
    expect(cookie).toMatch(/^__Host-neo-budgetd=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });

  it("keeps neither token nor session where the database shows them", async () => {
    const web = webWith();
    const cookie = web.cookieOf(await web.logIn());
    const [, value = ""] = cookie.split("=");
    const all = JSON.stringify([web.sessions.records, web.log.lines]);
    expect(all).not.toContain(value);
    expect(all).not.toContain(TOKEN);
    expect(await web.sessions.find(value, web.clock.now())).toBeNull();
  });

  it("with a wrong token asks again, and repeats nothing of it", async () => {
    const web = webWith();
    const response = await web.logIn(`${TOKEN}0"><script>`);
    expect(response.status).toBe(401);
    expect(response.headers.get("set-cookie")).toBeNull();
    const page = await response.text();
    expect(page).toContain("This is none of the tokens that are configured.");
    expect(page).not.toContain(TOKEN);
    expect(page).not.toContain("<script");
    expect(JSON.stringify(web.log.lines)).not.toContain(TOKEN);
  });

  it("is slowed after a few wrong tokens, even for a right one, and free again a little later", async () => {
    const web = webWith();
    for (let i = 0; i < 5; i++) expect((await web.logIn(`guess ${i}`)).status).toBe(401);
    const slowed = await web.logIn();
    expect(slowed.status).toBe(429);
    expect(slowed.headers.get("retry-after")).toBe("10");
    expect(await slowed.text()).toContain("wait 10 s");
    web.clock.advance(10_000);
    expect((await web.logIn()).status).toBe(303);
    expect(web.telemetry.counted("logins_total", { outcome: "slowed" })).toBe(1);
  });

  it("cannot be had from a page of another site", async () => {
    const web = webWith();
    const response = await web.post("/login", { token: TOKEN }, { origin: "https://evil.example" });
    expect(response.status).toBe(403);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(web.sessions.records).toEqual([]);
  });

  it("takes no form of a size that none has", async () => {
    const web = webWith();
    expect((await web.logIn("x".repeat(20_000))).status).toBe(413);
  });

  it.each(["//evil.example", "https://evil.example", "/\\evil.example"])(
    "does not lead on to %s",
    async (next) => {
      const web = webWith();
      expect((await web.logIn(TOKEN, next)).headers.get("location")).toBe("/");
    },
  );

  it("keeps the place to go on to in the form, as text", async () => {
    const { request } = webWith();
    const page = await (
      await request(`${ORIGIN}/login?next=${encodeURIComponent('/x?"><b>')}`)
    ).text();
    expect(page).not.toContain("<b>");
    expect(page).toMatch(/name="next" value="\/x\?%22%3E%3Cb%3E"/);
  });

  it("is not offered where there are no tokens", async () => {
    const { request } = webWith({ tokens: () => [] });
    const response = await request(`${ORIGIN}/login`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("no tokens to log in with");
  });
});
