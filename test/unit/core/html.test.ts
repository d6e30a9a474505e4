import { describe, expect, it } from "vitest";
import { escapeMarkup, html, NOTHING } from "../../../src/core/html.ts";

const HOSTILE = `<b title="x" lang='y'>&amp;`;
const SAFE = "&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;amp;";

describe("markup", () => {
  it("escapes every character that means something in it, once", () => {
    expect(escapeMarkup(HOSTILE)).toBe(SAFE);
  });

  it.each([
    ["a text", HOSTILE, SAFE],
    ["a number", 7, "7"],
    ["markup, as it is", html`<i>${HOSTILE}</i>`, `<i>${SAFE}</i>`],
    ["a list, joined, each by itself", [html`<i>`, HOSTILE], `<i>${SAFE}`],
    ["nothing", null, ""],
    ["what is not there", undefined, ""],
    ["no markup", NOTHING, ""],
  ])("takes %s", (_what, part, markup) => {
    expect(html`<p>${part}</p>`.toString()).toBe(`<p>${markup}</p>`);
  });
});
