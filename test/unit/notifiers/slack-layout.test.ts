import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Attachment,
  attachmentOf,
  COLORS,
  replyOf,
  replySummary,
} from "../../../src/notifiers/slack/format.ts";
import { problemOf } from "../../../src/simulator/slack/limits.ts";
import { budgetAlert, resolvedOf } from "../../contract/notifiers/sample-alerts.ts";
import { crowd, hostile, message, SAMPLES } from "../../contract/notifiers/samples.ts";
import { anyMessage } from "./texts.ts";

const SITE = { publicUrl: "https://budget.acme.io/?a=1&b=2", maybeRepeat: true, buttons: true };

function textsOf(value: unknown): readonly { type: string; text: string }[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  if (typeof text === "string") return [{ type: String(type), text }];
  return Object.values(value).flatMap(textsOf);
}

function expectHarmless(parts: readonly { type: string; text: string }[]): void {
  for (const { text } of parts) {
    // Every < opens one of our own links; every & is one of the three entities.
    expect(text.replace(/<https?:\/\/[^\s<>|]+\|(Runbook|neo-budgetd)>/g, "")).not.toMatch(/[<>]/);
    expect(text.replace(/&(amp|lt|gt);/g, "")).not.toContain("&");
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/);
  }
}

describe("a Slack message", () => {
  it("stays within Slack's limits and acts on nothing, whatever the data", () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        const attachment = attachmentOf(any, SITE);
        expect(problemOf({ attachments: [attachment] })).toBeUndefined();
        const reply = replyOf(any, SITE);
        expect(problemOf({ text: replySummary(any), blocks: reply })).toBeUndefined();
        expectHarmless(textsOf([attachment.blocks, reply]));
        expect(attachment.fallback.trim()).not.toBe("");
        expect(attachment.fallback.length).toBeLessThan(640);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it.each(["&", "<!channel>", "x", "ש", "👩‍👩‍👧‍👦"])(
    "stays within the limits when every text of 60 alerts is 12,000 times %s",
    (piece) => {
      const text = piece.repeat(12_000);
      const part = { id: text, title: text, value: Number.MAX_SAFE_INTEGER, streams: 1_000_000 };
      const parts = Array.from({ length: 20 }, () => part);
      const firing = Array.from({ length: 60 }, (_, i) => ({
        ...budgetAlert(),
        id: String(i),
        ref: { ...budgetAlert().ref, rule: text, group: { member: text, model: text, task: text } },
        value: Number.MAX_SAFE_INTEGER,
        summary: text,
        description: text,
        runbook: `https://x.example/${"a".repeat(300)}`,
        contributors: { tasks: parts, models: parts, members: parts },
      }));
      const coverage = [{ account: text, completeTo: null, gaps: 1, settledTo: null }];
      for (const any of [
        message({ firing, resolved: firing.map(resolvedOf), title: text, coverage }),
        message({ firing: firing.slice(0, 1), title: text, coverage }),
      ]) {
        expect(problemOf({ attachments: [attachmentOf(any, SITE)] })).toBeUndefined();
        expect(problemOf({ blocks: replyOf(any, SITE) })).toBeUndefined();
        const line = [text, { label: text, url: "https://x.example/" }, text];
        const own = { ...any, text: Array.from({ length: 40 }, () => line), note: text };
        expect(problemOf({ attachments: [attachmentOf(own, SITE)] })).toBeUndefined();
      }
    },
  );

  it("leaves no character of data that formats, outside our own bold labels", () => {
    const texts = textsOf(attachmentOf(hostile(2)).blocks).filter(({ type }) => type === "mrkdwn");
    for (const { text } of texts) {
      for (const line of text.split("\n")) {
        expect(line.replace(/^\*(.*)\*$/, "$1").replace(/^\*(New)\*/, "$1")).not.toMatch(/[*`~]/);
        expect(line).not.toMatch(/:fire:/);
        expect(line).not.toMatch(/(^|\s)_\w+_(\s|$)/);
      }
    }
  });

  it("does not let Slack make links and mentions of what data says", () => {
    const { blocks } = attachmentOf(hostile());
    for (const part of JSON.stringify(blocks).match(/"type":"mrkdwn"[^}]*/g) ?? []) {
      expect(part).toContain('"verbatim":true');
    }
  });

  it("shows the largest of 500 offenders and adds up the rest", () => {
    const text = JSON.stringify(attachmentOf(crowd(500)));
    expect(text).toContain("member-000@acme.io spent 120.00 of 50 credits");
    expect(text).toContain("member-016@acme.io");
    expect(text).not.toContain("member-017@acme.io");
    expect(text).toContain("and 483 more, together 45,498.60 credits ($454,986.00)");
  });

  it("keeps the amounts in sight behind a title of 10,000 letters", () => {
    const [alert] = message().firing;
    const parts = alert?.contributors?.tasks.map((task) => ({
      ...task,
      title: "x".repeat(10_000),
    }));
    const firing = alert
      ? [{ ...alert, contributors: { tasks: parts ?? [], models: [], members: [] } }]
      : [];
    expect(JSON.stringify(attachmentOf(message({ firing })))).toMatch(/x… ?: 17\.25 credits/);
  });

  it.each([
    ["first", COLORS.warning],
    ["step-up", COLORS.critical],
    ["test", COLORS.info],
    ["resolved", COLORS.resolved],
  ])("has the colour of its severity, and green when all is over: %s", (name, color) => {
    expect(attachmentOf(SAMPLES[name] ?? message()).color).toBe(color);
  });

  it("marks a possible repeat in what notifications show and in its header", () => {
    const { fallback, blocks }: Attachment = attachmentOf(crowd(3), { maybeRepeat: true });
    expect(fallback).toMatch(/\(may be a repeat\)$/);
    expect(JSON.stringify(blocks[0])).toContain("(may be a repeat)");
  });

  it("leaves a runbook out that is no web address", () => {
    const firing = message().firing.map((alert) => ({ ...alert, runbook: "javascript:alert(1)" }));
    expect(JSON.stringify(attachmentOf(message({ firing })))).not.toContain("Runbook");
  });
});
