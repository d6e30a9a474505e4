import { describe, expect, it } from "vitest";
import { alertId, type Transition } from "../../../../src/core/alerts/index.ts";
import { NOW } from "../../../support/acting.ts";
import { dashboard } from "../../../support/dashboard.ts";
import { budget, finding } from "../../../support/findings.ts";
import { HOSTILE } from "../../../support/hostile.ts";

const row = (page: string, start: string) =>
  (page.split("<tr>").find((text) => text.includes(start)) ?? "")
    .replace(/<svg.*?<\/svg>/gs, "")
    .replace(/<[^>]+>/g, "|")
    .replace(/\|+/g, "|");

describe("the page of what is now", () => {
  it("tells what fires, how complete the numbers are, and which budgets are nearly used up", async () => {
    const { read } = await dashboard();
    const page = await read("/");
    expect(page).toContain("Firing: 4");
    expect(page).toContain("complete to 14:59, 0 gaps, final to 7 Mar 2026 15:00 (Europe/Berlin)");
    expect(page).toContain("Budgets: 3");
    expect(row(page, ">mira@acme.io<")).toBe(
      "|mira@acme.io|120 %|60.00 credits|50 credits|passed|member-month|",
    );
    expect(row(page, 'href="/members/x%40y">x@y<')).toContain(
      "|82 %|41.00 credits|50 credits|9.00 credits|",
    );
    expect(page.indexOf(">mira@acme.io<")).toBeLessThan(page.indexOf(">zoe@acme.io<"));
  });

  it("says so before anything was evaluated", async () => {
    const { read } = await dashboard({ looked: null });
    for (const path of ["/", "/rules", "/members"])
      expect(await read(path)).toContain("Nothing was evaluated yet");
  });
});

describe("the pages of rules", () => {
  it("list each with what it watches, and who is nearest to its limit", async () => {
    const { read } = await dashboard();
    const page = await read("/rules");
    expect(page).toContain("3 rules");
    expect(row(page, 'href="/rules/member-month"')).toBe(
      "|member-month|budget of 50 credits ($500.00) for neo_credits of each member per calendar month (Europe/Berlin)|1|3|mira@acme.io|120 %|",
    );
    expect(row(page, 'href="/rules/failed"')).toContain("|0|0|");
  });

  it("tell of one how each group stands, and why the nearest fire or do not", async () => {
    const fired: Transition = {
      ...{ alertId: alertId(budget(100, 60, { group: { member: "mira@acme.io" } }).ref), at: NOW },
      ...{ from: "inactive", to: "firing", reason: "first", value: 60e9, limit: 50e9 },
    };
    const { read } = await dashboard({ fired: [fired] });
    const page = await read("/rules/member-month");
    expect(page).toContain("Groups: 3");
    expect(page).toContain("Firing: 1");
    expect(page).toContain("met: 60.00 credits, fires from 50.00 credits");
    expect(page).toContain("not met: 1.50 credits, fires from 40.00 credits");
    expect(page).toContain("Fired last: 1");
    expect(row(page, "Sat 14 Mar 15:00 CET")).toContain("|mira@acme.io|100%|60.00 credits|");
  });

  it("say why nothing can be said of a group", async () => {
    const { read } = await dashboard();
    const page = await read("/rules/error-rate");
    expect(row(page, ">zoe@acme.io<")).toContain("too few streams to say");
    expect(row(page, ">mira@acme.io<")).toContain("|170 %|34.0 %|20 %|passed|");
  });

  it("say that there is none of a name", async () => {
    const { request } = await dashboard();
    const response = await request(`/rules/${encodeURIComponent(HOSTILE)}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("There is no rule of this name");
  });
});

describe("the pages of members", () => {
  it("list everybody whom a rule tells apart, nearest to a limit first, with how many alerts fire", async () => {
    const { read } = await dashboard();
    const page = await read("/members");
    expect(page).toContain("3 members");
    expect(row(page, 'href="/members/mira%40acme.io"')).toBe(
      "|mira@acme.io|0|error-rate|34.0 %|170 %|",
    );
    expect(row(page, 'href="/members/x%40y"')).toBe("|x@y|2|member-month|41.00 credits|82 %|");
  });

  it("find some by a part of their name, and say where there is none", async () => {
    const { read } = await dashboard();
    expect(await read("/members?name=ACME")).toContain("2 members");
    const none = await read("/members?name=%3Cscript%3E");
    expect(none).toContain("Nobody of that name");
    expect(none).not.toContain("<script");
  });

  it("tell of one what fires about them, and how they stand to each rule", async () => {
    const { read, request } = await dashboard();
    const page = await read("/members/x%40y");
    expect(page).toContain("Firing: 2");
    expect(page).toContain("Rules: 1");
    expect((await request("/members/nobody")).status).toBe(404);
  });

  it("show hostile names as text, and lead to them", async () => {
    const group = { member: HOSTILE };
    const looked = {
      at: NOW,
      findings: new Map([
        ["member-month", [budget(80, 41, { group })]],
        ["error-rate", [finding({ group })]],
      ]),
    };
    const { read, request } = await dashboard({ looked });
    const path = `/members/${encodeURIComponent(HOSTILE)}`;
    expect((await request(path)).status).toBe(200);
    for (const at of ["/", "/rules", "/rules/member-month", "/members", path]) {
      const page = await read(at);
      expect(page).toContain("&lt;script&gt;");
      expect(page).not.toMatch(/<script|<img|onerror="/);
    }
  });
});
