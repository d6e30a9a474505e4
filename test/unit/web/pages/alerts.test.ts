import { describe, expect, it } from "vitest";
import { alertPath } from "../../../../src/web/pages/alerts/state-of.ts";
import { ann, bob, month, NOW, over } from "../../../support/acting.ts";
import { dashboard } from "../../../support/dashboard.ts";
import { budget, firing } from "../../../support/findings.ts";
import { HOSTILE } from "../../../support/hostile.ts";
import { tokenNamed } from "../../../support/visits.ts";

describe("the page of alerts", () => {
  it("lists what fires with its state, says how many, and leads to each", async () => {
    const { read } = await dashboard();
    const page = await read("/alerts");
    expect(page).toContain("Told: 4");
    expect(page).toContain("x@y spent 41.00 of 50 credits (82 %) this month");
    expect(page).toContain(alertPath(month.id).replaceAll("&", "&amp;"));
    expect(page).toContain("Sat 14 Mar 14:00 CET");
  });

  it("sets apart what is kept quiet, and says by whom", async () => {
    const { read, post } = await dashboard();
    await post("/alert", { id: ann.id, act: "acknowledge", comment: "" });
    const page = await read("/alerts");
    expect(page).toContain("Told: 3");
    expect(page).toContain("Kept quiet: 1");
    expect(page).toContain("taken on by local");
  });

  it("says how alerts come about where none fires", async () => {
    const { read, post } = await dashboard();
    await post("/silences", { matchers: 'account="acme"', hours: "1", comment: "move" });
    expect(await read("/alerts")).toContain("Nothing fires that anybody has to look at.");
  });
});

describe("the page of an alert", () => {
  it("tells what is known of it and what one may do", async () => {
    const { read } = await dashboard();
    const page = await read(alertPath(month.id));
    expect(page).toMatch(/<h1>x@y spent 41\.00 of 50 credits \(82 %\) this month<\/h1>/);
    expect(page).toContain("<dt>Rule</dt><dd>member-month</dd>");
    for (const act of ["acknowledge", "silence_1h", "silence_24h", "silence_window"])
      expect(page).toContain(`value="${act}"`);
  });

  it("lets one take it on and give it back, and tells who did what", async () => {
    const { read, post } = await dashboard();
    const taken = await post("/alert", { id: bob.id, act: "acknowledge", comment: "on <it>" });
    expect(taken.status).toBe(303);
    expect(await read(taken.headers.get("location") ?? "")).toContain("You have taken this on");
    const page = await read(alertPath(bob.id));
    expect(page).toContain("by local (web): on &lt;it&gt;");
    expect(page).toContain('value="unacknowledge"');
    await post("/alert", { id: bob.id, act: "unacknowledge" });
    expect(await read(alertPath(bob.id))).toContain("given back");
  });

  it("silences it for an hour, a day, or until its window ends", async () => {
    const { post, acts } = await dashboard();
    for (const act of ["silence_1h", "silence_24h", "silence_window"])
      expect((await post("/alert", { id: month.id, act, comment: "" })).status).toBe(303);
    const ends = (await acts.silences()).map(({ endsAt }) => endsAt).sort();
    const april = Date.UTC(2026, 3, 1);
    expect(ends).toEqual([NOW + 3_600_000, NOW + 86_400_000, april]);
  });

  it("says why something could not be done", async () => {
    const { post } = await dashboard();
    const refused = await post("/alert", { id: over.id, act: "acknowledge" });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("This is over already");
    const gone = await post("/alert", { id: "none", act: "acknowledge" });
    expect(gone.status).toBe(404);
    expect((await post("/alert", { id: bob.id, act: "explode" })).headers.get("location")).toBe(
      "/alerts",
    );
  });

  it.each(["constructor", "toString", "__proto__"])("knows no act named %s", async (act) => {
    const { read, post } = await dashboard();
    const posted = await post("/alert", { id: bob.id, act });
    expect(posted.headers.get("location")).toBe("/alerts");
    const path = alertPath(bob.id);
    expect(await read(`${path}&did=${act}`)).toBe(await read(path));
  });

  it("shows hostile texts as text, whichever field they are in", async () => {
    const hostile = firing({
      ...budget(80, 41, { group: { member: HOSTILE }, rule: HOSTILE, account: HOSTILE }),
    });
    const alert = {
      ...hostile,
      ...{ summary: HOSTILE, description: HOSTILE, runbook: "javascript:document.title='owned'" },
      labels: { ...hostile.labels, [HOSTILE]: HOSTILE },
    };
    const { read, post } = await dashboard({ alerts: [alert] });
    await post("/alert", { id: alert.id, act: "acknowledge", comment: HOSTILE });
    for (const path of ["/", "/alerts", alertPath(alert.id)]) {
      const page = await read(path);
      expect(page).toContain("&lt;script&gt;document.title=");
      expect(page).not.toMatch(/<script|<img|onerror="|href="javascript:/);
    }
  });

  it("offers nothing to who may only read, and refuses it", async () => {
    const tokens = () => [tokenNamed("grafana", "g", ["read"])];
    const { request } = await dashboard({ gate: { tokens } });
    const headers = { authorization: "Bearer g" };
    const page = await (await request(alertPath(bob.id), { headers })).text();
    expect(page).toContain("bob");
    expect(page).not.toContain("<button");
    const body = new URLSearchParams({ id: bob.id, act: "acknowledge" });
    const refused = await request("/alert", { method: "POST", headers, body });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("scope &quot;act&quot;");
  });
});
