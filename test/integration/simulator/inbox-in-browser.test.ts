import { createTransport } from "nodemailer";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createInbox,
  createMailStandIn,
  createSlackStandIn,
  type Inbox,
  type MailStandIn,
  type SlackStandIn,
} from "../../../src/simulator/index.ts";
import { chromiumPath, openChromium } from "../../support/chromium.ts";
import { HOSTILE, postSlack } from "../../support/hostile.ts";

const path = chromiumPath();
if (path === null) console.info("inbox in a browser: left out, there is no chromium on PATH");

describe.skipIf(path === null)("the inbox in a browser", () => {
  let [slack, mail, inbox, browser] = [] as unknown as [SlackStandIn, MailStandIn, Inbox, Browser];

  beforeAll(async () => {
    slack = await createSlackStandIn();
    mail = await createMailStandIn();
    inbox = await createInbox({ port: 0, slack, mail, now: () => 0 });
    browser = await openChromium(path ?? "");
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await Promise.all([inbox.close(), slack.close(), mail.close()]);
  });

  /** Opens a page and notes every answer from elsewhere, every error and every dialog. */
  async function open(at: string, options = {}): Promise<{ page: Page; trouble: string[] }> {
    const page = await (await browser.newContext(options)).newPage();
    const trouble: string[] = [];
    page.on("response", (response) => {
      if (!response.url().startsWith(inbox.url)) trouble.push(`answer of ${response.url()}`);
    });
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("console", (line) => line.type() === "error" && trouble.push(line.text()));
    page.on("dialog", (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(inbox.url + at);
    return { page, trouble };
  }

  it("shows messages by itself as they come, with their colour, and edits in place", async () => {
    const { page, trouble } = await open("/");
    await page.getByText("The daemon is reading its history").waitFor();
    const { channel, ts } = await postSlack(slack.url, {
      channel: "#neo-budget",
      attachments: [
        {
          color: "#d92d20",
          blocks: [{ type: "header", text: { type: "plain_text", text: "mira is at 80 %" } }],
        },
      ],
    });
    await page.getByRole("heading", { name: "mira is at 80 %" }).waitFor();
    expect(await page.locator(".bar rect").getAttribute("fill")).toBe("#d92d20");
    await postSlack(
      slack.url,
      { channel, ts, text: "all is well", attachments: [] },
      "chat.update",
    );
    await page.getByText("(edited)").waitFor();
    expect(await page.getByText("mira is at 80 %").count()).toBe(0);
    await postSlack(slack.url, { channel: "#other", text: "elsewhere" });
    await page.getByRole("link", { name: "# other" }).waitFor();
    expect(trouble).toEqual([]);
  });

  it("shows hostile texts as text", async () => {
    const transport = createTransport(mail.url);
    await postSlack(slack.url, { channel: "#hostile", text: HOSTILE.replaceAll("<", "&lt;") });
    const html = `<script>parent.document.title='owned'</script><img src="https://tracker.example/x"><p>the mail</p>`;
    await transport.sendMail({ from: "b@acme.io", to: "a@acme.io", subject: HOSTILE, html });
    transport.close();
    const { page, trouble } = await open("/mail/1");
    await page.frameLocator("iframe").getByText("the mail").waitFor();
    expect(await page.title()).toBe("Inbox · neo-budgetd demo");
    expect(await page.locator("article.mail h2").textContent()).toBe(HOSTILE);
    await page.getByRole("link", { name: "# hostile" }).click();
    await page.getByText("document.title='owned'").first().waitFor();
    expect(await page.title()).toBe("# hostile · neo-budgetd demo");
    expect(await page.locator("main img, main script").count()).toBe(0);
    // What the policy refuses is told on the console; nothing else may be, and nothing may have run or left.
    expect(trouble.filter((line) => !/sandbox|Content Security Policy/i.test(line))).toEqual([]);
  });

  it.each([
    ["a telephone", { viewport: { width: 360, height: 740 } }],
    ["a desk", { viewport: { width: 1280, height: 800 } }],
  ])("needs no sideways scrolling on %s, whatever the title", async (_, options) => {
    await postSlack(slack.url, { channel: "#long", text: `${"x".repeat(900)} and more` });
    const { page } = await open("/", options);
    await page.getByRole("link", { name: "# long" }).click();
    await page.getByText("and more").first().waitFor();
    const [content, window] = await page.evaluate<number[]>(
      "[document.documentElement.scrollWidth, innerWidth]",
    );
    expect(content).toBeLessThanOrEqual(window ?? 0);
  });

  it.each(["light", "dark"] as const)(
    "has enough contrast in the %s scheme",
    async (colorScheme) => {
      await postSlack(slack.url, { channel: "#neo-budget", text: "words" });
      const { page } = await open("/", { colorScheme });
      const [ink, paper] = await page.evaluate<string[]>(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]",
      );
      expect(contrast(ink ?? "", paper ?? "")).toBeGreaterThan(7);
    },
  );
});

/** The contrast ratio of two CSS rgb() colours as WCAG defines it. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const parts = (color.match(/\d+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
