import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../../src/notifiers/clean-text.ts";
import { cutText } from "../../../src/notifiers/cut-text.ts";
import { literal, plain } from "../../../src/notifiers/slack/literal.ts";
import { webLink } from "../../../src/notifiers/web-link.ts";
import { anyText } from "./texts.ts";

describe("cleanText", () => {
  it.each([
    ["line breaks become spaces", "a\r\nb\tc\u2028d", "a b c d"],
    ["control characters become spaces", "a\u0000b\u001b[31mc\u0007", "a b [31mc"],
    ["a right-to-left override is dropped", "gpj\u202egnp.exe", "gpjgnp.exe"],
    ["zero-width characters are dropped", "ze\u200bro\u2060 wi\ufeffdth\u00ad", "zero width"],
    ["half a pair becomes a replacement character", "a\ud83db", "a\ufffdb"],
    ["emoji keep their joiners", "👩‍👩‍👧 ❤️", "👩‍👩‍👧 ❤️"],
    ["joiners between plain letters are dropped", "ad\u200dmin", "admin"],
    ["right-to-left text is isolated", "שלום", "\u2066שלום\u2069"],
    ["an isolate that is never closed is dropped", "a\u2066b", "ab"],
    ["isolates in pairs stay", "\u2066שלום\u2069 x", "\u2066שלום\u2069 x"],
    ["spaces are folded", "  a   b ", "a b"],
  ])("%s", (_why, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
      }),
    );
  });
});

describe("cutText", () => {
  it.each([
    ["short text stays", "abc", 3, "abc"],
    ["long text ends in an ellipsis within the length", "abcdef", 4, "abc…"],
    ["a family is not torn apart", "ab👩‍👩‍👧‍👦c", 8, "ab…"],
    ["an accent stays with its letter", "abe\u0301f", 4, "ab…"],
    ["an isolate is closed again", "\u2066שלום\u2069", 4, "\u2066ש…\u2069"],
    ["a space before the ellipsis goes", "ab cdef", 4, "ab…"],
  ])("%s", (_why, text, max, cut) => {
    expect(cutText(text, max)).toBe(cut);
  });

  it("never exceeds its length, nor ends in half a character", () => {
    fc.assert(
      fc.property(anyText.map(cleanText), fc.integer({ min: 3, max: 300 }), (text, max) => {
        const cut = cutText(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe("literal", () => {
  it.each([
    ["<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"],
    ["*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"],
    ["_italic_ but red_team", "ˍitalicˍ but red_team"],
    [":fire: at 14:05:33", "꞉fire: at 14:05:33"],
    ["> quote", "› quote"],
    ["a > b", "a &gt; b"],
  ])("shows %s as it is", (text, shown) => {
    expect(literal(text, 200)).toBe(shown);
  });

  it("counts what escaping adds, and cuts no entity in two", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 5, max: 200 }), (text, max) => {
        for (const shown of [literal(text, max), plain(text, max)]) {
          expect(shown.length).toBeLessThanOrEqual(max);
          expect(shown.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/[&<>]/);
        }
      }),
    );
  });
});

describe("webLink", () => {
  it.each([
    ["https://wiki.acme.io/a?b=1&c=2", "https://wiki.acme.io/a?b=1&c=2"],
    ["https://wiki.acme.io/<!channel>|x", "https://wiki.acme.io/%3C!channel%3E%7Cx"],
    ["https://wiki.acme.io/'\"", "https://wiki.acme.io/%27%22"],
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["no address", undefined],
    ["", undefined],
  ])("of %s is %s", (address, link) => {
    expect(webLink(address)).toBe(link);
  });
});
