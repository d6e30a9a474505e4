import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailOf } from "../../../src/notifiers/email/format.ts";
import { messageIdOf } from "../../../src/notifiers/email/message-id.ts";
import { subjectOf } from "../../../src/notifiers/email/subject.ts";
import { crowd, hostile, message } from "../../contract/notifiers/samples.ts";
import { anyMessage } from "./texts.ts";

/** Gmail shows no more of a mail than about this many bytes. */
const GMAIL = 102_000;

/** The tags and attributes that we write; anything else would come from data. */
const TAGS =
  /<\/?(html|head|meta|title|style|body|div|table|tr|td|span|a|br|!DOCTYPE html)( [a-z-]+="[^"<>]*")*>/g;

describe("a mail", () => {
  it("has no markup but our own and stays below what Gmail shows, whatever the data", () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        const { html, subject, text } = mailOf(any, "https://budget.acme.io/");
        const rest = html.replace(/<style>[^<]*<\/style>/, "").replace(TAGS, "");
        expect(rest).not.toMatch(/[<>]/);
        expect(Buffer.byteLength(html)).toBeLessThan(GMAIL);
        expect(subject).not.toMatch(/[\p{Cc}]/u);
        expect(subject.length).toBeLessThan(260);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it("loads nothing from elsewhere", () => {
    const { html } = mailOf(crowd(30), "https://budget.acme.io/");
    expect(html).not.toMatch(/<img|<link|<script|src=|url\(|@import/i);
  });

  it("says of 500 offenders the largest and adds up the rest", () => {
    const { html, text } = mailOf(crowd(500), undefined);
    for (const body of [html, text]) {
      expect(body).toContain("member-044@acme.io");
      expect(body).not.toContain("member-045@acme.io");
      expect(body).toContain("and 455 more, together ");
    }
  });
});

describe("subjectOf", () => {
  it.each([
    [
      "of the first mail, how bad and what",
      message({ title: "a spent" }),
      undefined,
      "[warning] a spent",
    ],
    [
      "of an end by itself, that once",
      message({ firing: [], title: "Resolved: a" }),
      undefined,
      "[resolved] a",
    ],
    [
      "of a later mail, the first again",
      message({ title: "a spent more" }),
      "[info] a",
      "Re: [info] a",
    ],
  ])("says %s", (_case, said, first, subject) => {
    expect(subjectOf(said, first)).toBe(subject);
  });
});

describe("messageIdOf", () => {
  const from = "Neo budget <budget@acme.io>";

  it("is the same for the same lane and key, and for no other", () => {
    const id = messageIdOf("finance/email/0", "k/1/1", from);
    expect(messageIdOf("finance/email/0", "k/1/1", from)).toBe(id);
    expect(messageIdOf("finance/email/1", "k/1/1", from)).not.toBe(id);
    expect(messageIdOf("finance/email/0", "k/1/2", from)).not.toBe(id);
  });

  it("is well-formed whatever the key and the sender are", () => {
    expect(messageIdOf("l", hostile().key, from)).toMatch(/^<[0-9a-f]{40}@acme\.io>$/);
    expect(messageIdOf("l", "k", "nonsense\r\nX: 1")).toMatch(
      /^<[0-9a-f]{40}@neo-budgetd\.invalid>$/,
    );
  });
});
