import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** PageVisit is a page in a browser, with everything about it that should not have happened. */
export interface PageVisit {
  readonly page: Page;
  /** Errors, dialogs, failed loads and answers from elsewhere. */
  readonly trouble: string[];
  /** What axe finds on the page as it is now: each rule with the elements that break it. */
  flaws(): Promise<readonly string[]>;
}

/** visitPages opens a browser's window on pages of one origin. */
export async function visitPages(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<PageVisit> {
  // axe is put into the page from outside, which its own policy would refuse; the policy is held by the errors that the console tells.
  const page = await (await browser.newContext(options)).newPage();
  const trouble: string[] = [];
  page.on("response", (response) => {
    if (!response.url().startsWith(origin)) trouble.push(`answer of ${response.url()}`);
  });
  page.on("requestfailed", (request) => trouble.push(`failed: ${request.url()}`));
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (line) => line.type() === "error" && trouble.push(line.text()));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return {
    page,
    trouble,
    flaws: async () => {
      await page.evaluate(axe.source);
      const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
        "axe.run().then(({ violations }) => violations)",
      );
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    },
  };
}
