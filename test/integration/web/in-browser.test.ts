import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../../../src/web/index.ts";
import { alertPath } from "../../../src/web/pages/alerts/state-of.ts";
import { month } from "../../support/acting.ts";
import { chromiumPath, openChromium } from "../../support/chromium.ts";
import { dashboard } from "../../support/dashboard.ts";
import { budget, firing } from "../../support/findings.ts";
import { HOSTILE } from "../../support/hostile.ts";
import { visitPages } from "../../support/page-visit.ts";
import { tokenNamed } from "../../support/visits.ts";

const TOKEN = "budgetd_correct-horse-battery-staple";
const hostile = firing(budget(100, 60, { group: { member: HOSTILE } }));
const PAGES = [
  "/",
  "/members",
  "/members/mira%40acme.io",
  "/rules",
  "/rules/member-month",
  "/alerts",
  alertPath(month.id),
  alertPath(hostile.id),
  "/silences",
  "/health",
  "/record",
  "/configuration",
];

const path = chromiumPath();
if (path === null) console.info("the pages in a browser: left out, there is no chromium on PATH");

describe.skipIf(path === null)("the pages in a browser", () => {
  let browser: Browser;
  let open: Awaited<ReturnType<typeof serve>>;
  let locked: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    browser = await openChromium(path ?? "");
    const free = { host: "127.0.0.1", port: 0 };
    open = await serve((await dashboard({ alerts: [hostile] })).app, free);
    const gate = { tokens: () => [tokenNamed("ana", TOKEN, ["act"])] };
    locked = await serve((await dashboard({ gate })).app, free);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await Promise.all([open.close(), locked.close()]);
  });

  it("refuse a wrong token, take a right one, lead to where one wanted to go, and let one log out", async () => {
    const { page, flaws, trouble } = await visitPages(browser, locked.url);
    await page.goto(`${locked.url}/alerts?day=1`);
    expect(await flaws()).toEqual([]);
    await page.getByLabel("Token").fill("guess");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("alert").getByText("none of the tokens").waitFor();
    expect(await flaws()).toEqual([]);
    // The browser's own line on the console that this was refused.
    expect(trouble.splice(0)).toEqual([expect.stringContaining("401")]);
    await page.getByLabel("Token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Alerts" }).waitFor();
    expect(page.url()).toBe(`${locked.url}/alerts?day=1`);
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict" }]);
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("Token").waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it.each([
    ["a desk, by day", { colorScheme: "light" }],
    ["a desk, by night", { colorScheme: "dark" }],
    ["a telephone", { viewport: { width: 390, height: 780 } }],
  ] as const)(
    "can be read by everybody on %s, need no sideways scrolling, and run nothing hostile",
    async (_, options) => {
      const { page, flaws, trouble } = await visitPages(browser, open.url, options);
      for (const at of PAGES) {
        await page.goto(open.url + at);
        expect([at, ...(await flaws())]).toEqual([at]);
        const [content = 0, window = 0] = await page.evaluate<number[]>(
          "[document.documentElement.scrollWidth, innerWidth]",
        );
        expect([at, content]).toEqual([at, Math.min(content, window)]);
        expect(await page.title()).toMatch(/ · neo-budgetd$/);
      }
      expect(trouble).toEqual([]);
    },
  );

  it("let one take an alert on, silence it, and end the silence", async () => {
    const { page, trouble } = await visitPages(browser, open.url);
    await page.goto(open.url);
    await page.getByRole("link", { name: "x@y spent 41.00 of 50 credits" }).click();
    await page.getByLabel("Comment").fill("on it");
    await page.getByRole("button", { name: "Acknowledge" }).click();
    await page.getByRole("status").getByText("You have taken this on").waitFor();
    await page.getByRole("button", { name: "Silence 1 h" }).click();
    await page.getByRole("status").getByText("silenced for an hour").waitFor();
    await page.getByRole("link", { name: "Silences" }).click();
    await page.getByText("1 active").waitFor();
    await page.getByRole("button", { name: "End now" }).click();
    await page.getByText("0 active, 0 to come, 1 over").waitFor();
    expect(trouble).toEqual([]);
  });
});
