import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardsOf, parseMrkdwn, partsOf, plainText } from "../../../src/simulator/index.ts";

const text = (value: string) => ({ kind: "text", text: value });

describe("parseMrkdwn", () => {
  it.each([
    ["plain words", [text("plain words")]],
    ["a *bold* word", [text("a "), { kind: "bold", pieces: [text("bold")] }, text(" word")]],
    [
      "_it_ ~gone~",
      [
        { kind: "italic", pieces: [text("it")] },
        text(" "),
        { kind: "strike", pieces: [text("gone")] },
      ],
    ],
    ["2*3*4 and snake_case_name", [text("2*3*4 and snake_case_name")]],
    ["* not bold *", [text("* not bold *")]],
    ["`a *b* &lt;c&gt;`", [{ kind: "code", text: "a *b* <c>" }]],
    ["```one\ntwo```", [{ kind: "pre", text: "one\ntwo" }]],
    [
      "<https://a.io/?x=1&amp;y=2|run *7*>",
      [{ kind: "link", url: "https://a.io/?x=1&y=2", label: "run *7*" }],
    ],
    [
      "*see <https://a.io|this> now*",
      [
        {
          kind: "bold",
          pieces: [
            text("see "),
            { kind: "link", url: "https://a.io", label: "this" },
            text(" now"),
          ],
        },
      ],
    ],
    [
      "<!channel> <@U123> <#C9|budget>",
      [
        { kind: "mention", text: "@channel" },
        text(" "),
        { kind: "mention", text: "@U123" },
        text(" "),
        { kind: "mention", text: "budget" },
      ],
    ],
    ["&lt;!channel&gt; &amp;amp;", [text("<!channel> &amp;")]],
    ["one\n*two*", [text("one"), { kind: "break" }, { kind: "bold", pieces: [text("two")] }]],
    ["&gt; said", [{ kind: "quote", pieces: [text("said")] }]],
    ["*over\nlines*", [text("*over"), { kind: "break" }, text("lines*")]],
  ])("reads %j as Slack shows it", (given, pieces) => {
    expect(parseMrkdwn(given)).toEqual(pieces);
  });

  it("loses no letter of any text that has no markup", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N} .,;!?()-]*$/u), (given) => {
        expect(plainText(parseMrkdwn(given))).toBe(given);
      }),
    );
  });

  it("ends on any text, however it is nested", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[*_~`<>|&\n a]{0,60}$/), (given) => {
        expect(Array.isArray(parseMrkdwn(given))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("cardsOf and partsOf", () => {
  it("reads the blocks of a coloured attachment", () => {
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "A &amp; B" } },
      { type: "section", fields: [{ type: "mrkdwn", text: "*Who*\nmira" }] },
      { type: "context", elements: [{ type: "mrkdwn", text: "complete" }] },
      { type: "divider" },
    ];
    expect(cardsOf([{ color: "#D92D20", blocks }])).toEqual([
      {
        color: "#d92d20",
        parts: [
          { kind: "header", text: "A & B" },
          {
            kind: "fields",
            cells: [[{ kind: "bold", pieces: [text("Who")] }, { kind: "break" }, text("mira")]],
          },
          { kind: "context", elements: [[text("complete")]] },
          { kind: "divider" },
        ],
      },
    ]);
  });

  it("lets no colour pass that is none: it would reach the page's markup", () => {
    const colors = ['red"/><script>', "#12", "javascript:1", undefined, 7];
    expect(cardsOf(colors.map((color) => ({ color }))).map(({ color }) => color)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(cardsOf([{ color: "danger" }])[0]?.color).toBe("#e01e5a");
  });

  it("shows what it does not know as unknown and survives any shape", () => {
    expect(partsOf([{ type: "video" }, null, 7])).toEqual([
      { kind: "unknown", type: "video" },
      { kind: "unknown", type: "nothing" },
      { kind: "unknown", type: "nothing" },
    ]);
    fc.assert(
      fc.property(fc.array(fc.anything()), (blocks) => {
        expect(partsOf(blocks).length + cardsOf(blocks).length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
