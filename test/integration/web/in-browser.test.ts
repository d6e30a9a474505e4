import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWeb, serve } from "../../../src/web/index.ts";
import { chromiumPath, openChromium } from "../../support/chromium.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLog } from "../../support/log.ts";
import { visitPages } from "../../support/page-visit.ts";
import { memorySessions } from "../../support/sessions.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";
import { openGate, tokenNamed } from "../../support/visits.ts";

const TOKEN = "budgetd_correct-horse-battery-staple";
const path = chromiumPath();
if (path === null) console.info("the pages in a browser: left out, there is no chromium on PATH");

describe.skipIf(path === null)("the pages in a browser", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    browser = await openChromium(path ?? "");
    const telemetry = memoryTelemetry();
    const app = createWeb({
      health: {} as never,
      gate: openGate({ tokens: () => [tokenNamed("ana", TOKEN, ["act"])] }),
      telemetry: { ...telemetry, render: async () => ({ contentType: "", body: "" }) },
      taskHook: { secret: () => null, knows: () => false, callIn: () => {} },
      slackHook: { signingSecret: () => null, take: () => {} },
      alertmanager: {
        standing: async () => [],
        words: () => ({ timezone: "UTC", usdPerCredit: 10 }),
      } as never,
      ...{ sessions: memorySessions(), clock: manualClock(), log: memoryLog() },
    });
    served = await serve(app, { host: "127.0.0.1", port: 0 });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  it("refuse a wrong token, take a right one, lead to where one wanted to go, and let one log out", async () => {
    const { page, flaws, trouble } = await visitPages(browser, served.url);
    await page.goto(`${served.url}/?day=1`);
    expect(await flaws()).toEqual([]);
    await page.getByLabel("Token").fill("guess");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("alert").getByText("none of the tokens").waitFor();
    expect(await flaws()).toEqual([]);
    // The browser's own line on the console that this was refused.
    expect(trouble.splice(0)).toEqual([expect.stringContaining("401")]);
    await page.getByLabel("Token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Now" }).waitFor();
    expect(page.url()).toBe(`${served.url}/?day=1`);
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict" }]);
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("Token").waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(trouble).toEqual([]);
  });
});
