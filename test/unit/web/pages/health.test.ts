import { describe, expect, it } from "vitest";
import { ann, NOW } from "../../../support/acting.ts";
import { dashboard } from "../../../support/dashboard.ts";
import { wellAt } from "../../../support/health.ts";
import { HOSTILE } from "../../../support/hostile.ts";
import { tokenNamed } from "../../../support/visits.ts";

const { PROOF } = wellAt(NOW);

describe("the page of health", () => {
  it("tells of each part how it is, and how far the numbers of each account are proven", async () => {
    const { read } = await dashboard();
    const page = await read("/health");
    for (const part of ["database", "queue", "configuration", "accounts", "deliveries"])
      expect(page).toMatch(
        new RegExp(`<th scope="row">${part}</th><td><span class="badge good">ok<`),
      );
    expect(page).toContain("0 messages waiting");
    expect(page).toMatch(
      /<dt>Complete to<\/dt><dd><time [^>]*>Sat 14 Mar 14:59 CET<\/time>, 25 s ago/,
    );
    expect(page).toMatch(
      /<dt>Proven at<\/dt><dd><time [^>]*>Sat 14 Mar 14:50 CET<\/time>, 10 min ago/,
    );
    expect(page).toContain("<dt>Gaps</dt><dd>none</dd>");
  });

  it("is there while the database is not, and says so without a driver's words", async () => {
    const gone = () =>
      Promise.reject(Object.assign(new Error("hunter2"), { code: "ECONNREFUSED" }));
    const { read } = await dashboard({
      health: { database: gone, accounts: gone, deliveries: gone },
    });
    const page = await read("/health");
    expect(page).toContain("ECONNREFUSED: the daemon&#39;s log says more");
    expect(page).not.toContain("hunter2");
  });

  it("says what to do about an account that is in trouble, and shows hostile texts as text", async () => {
    const { read } = await dashboard({
      health: {
        configuration: () => ({ state: "refused", at: NOW, problems: [`${HOSTILE}\n api_key: k`] }),
        deliveries: async () => ({ pending: 2, oldestPendingAt: NOW - 90_000, failing: [HOSTILE] }),
        accounts: async () => [
          {
            ...{ account: HOSTILE, watermark: null, blocked: "Set a new key." },
            proof: {
              ...{ ...PROOF, gaps: 1, provenAt: null, settledTo: null, unproven: HOSTILE },
              ...{ summary: "unknown_shape", summaryDetail: HOSTILE },
              drift: [{ day: "2026-03-01", difference: HOSTILE }],
            },
            history: {
              readFrom: null,
              waiting: [{ rule: HOSTILE, part: "forecast", readTo: NOW }],
            },
          },
        ],
      },
    });
    const page = await read("/health");
    expect(page).toContain("Set a new key.");
    expect(page).toContain("refused whole");
    expect(page).toContain("1 window not proven complete");
    expect(page).toContain(
      "2 messages waiting, the oldest stored 1 min 30 s ago; not reached: &lt;img",
    );
    expect(page).not.toMatch(/<script|<img|onerror="|api_key/);
  });
});

describe("the configuration", () => {
  it("is shown as it was understood, without a secret, to admins alone", async () => {
    const tokens = () => [tokenNamed("ana", "a", ["act"]), tokenNamed("root", "r", ["admin"])];
    const { request } = await dashboard({ gate: { tokens } });
    const as = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await request("/configuration", { headers });
      return [response.status, await response.text()] as const;
    };
    expect(await as("a")).toEqual([403, expect.not.stringContaining("timezone")]);
    const [status, page] = await as("r");
    expect(status).toBe(200);
    expect(page).toContain("timezone: Europe/Berlin");
    expect(page).toContain("credential: &quot;***&quot;");
  });
});

describe("the record of acts", () => {
  it("says how lines come about where there is none", async () => {
    expect(await (await dashboard()).read("/record")).toContain("Nobody has done anything yet.");
  });

  it("lists who did what, the newest first", async () => {
    const { read, post } = await dashboard();
    await post("/alert", { id: ann.id, act: "acknowledge", comment: HOSTILE });
    await post("/silences", { matchers: 'rule="x"', hours: "1", comment: "moving" });
    const page = await read("/record");
    expect(page).toContain("2 in all");
    expect(page.indexOf("silenced")).toBeLessThan(page.indexOf("taken on"));
    expect(page).toMatch(/<th scope="row">local<\/th><td>web<\/td>/);
    expect(page).not.toContain("<script");
  });

  it("is for admins alone, and led to for them alone", async () => {
    const tokens = () => [tokenNamed("ana", "a", ["act"]), tokenNamed("root", "r", ["admin"])];
    const { request } = await dashboard({ gate: { tokens } });
    const as = (token: string, path: string) =>
      request(path, { headers: { authorization: `Bearer ${token}` } });
    const refused = await as("a", "/record");
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("admin")]);
    expect((await as("r", "/record")).status).toBe(200);
    expect(await (await as("a", "/")).text()).not.toContain('href="/record"');
    expect(await (await as("r", "/")).text()).toContain('href="/record"');
  });
});
