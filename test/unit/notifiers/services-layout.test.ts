import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discordMessageOf, discordNewsOf } from "../../../src/notifiers/discord/format.ts";
import { opsgenieAlertOf } from "../../../src/notifiers/opsgenie/format.ts";
import { eventOf } from "../../../src/notifiers/pagerduty/format.ts";
import { teamsMessageOf } from "../../../src/notifiers/teams/format.ts";
import { budgetAlert, resolvedOf } from "../../contract/notifiers/sample-alerts.ts";
import { crowd, hostile, message } from "../../contract/notifiers/samples.ts";
import { discord, opsgenie, pagerduty, teams } from "../../contract/notifiers/service-limits.ts";
import type { Answer } from "../../contract/notifiers/webhook-server.ts";
import { anyMessage } from "./texts.ts";

const SITE = { publicUrl: "https://budget.acme.io/?a=1&b=2", maybeRepeat: true };

/** What a service says of a body: nothing where it takes it. */
function refusal(answer: Answer, body: object, path = "/"): string | undefined {
  const headers = { authorization: "GenieKey k" };
  const { status, body: words } = answer({
    ...{ method: "POST", headers, path, body: JSON.stringify(body) },
  });
  return status < 300 ? undefined : words;
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

describe.each([
  [
    "PagerDuty",
    (any: Parameters<typeof teamsMessageOf>[0]) => {
      const event = { routing_key: "k".repeat(32), ...eventOf("a/pagerduty/0", any, undefined) };
      return refusal(pagerduty, event, "/v2/enqueue");
    },
  ],
  [
    "Opsgenie",
    (any) => refusal(opsgenie, opsgenieAlertOf("a/opsgenie/0", any, undefined), "/v2/alerts"),
  ],
  ["Microsoft Teams", (any) => refusal(teams, teamsMessageOf(any, SITE))],
  [
    "Discord",
    (any) =>
      refusal(discord, discordMessageOf(any, SITE)) ?? refusal(discord, discordNewsOf(any, SITE)),
  ],
])("a message to %s", (_name, refused) => {
  it("stays within the service's limits, whatever the data", () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        expect(refused(any)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each(["&", "x", "ש", "👩‍👩‍👧‍👦", "<!channel> "])(
    "stays within them when every text of 60 alerts, and every own word, is 12,000 times %s",
    (piece) => {
      const text = piece.repeat(12_000);
      const part = { id: text, title: text, value: Number.MAX_SAFE_INTEGER, streams: 1_000_000 };
      const parts = Array.from({ length: 20 }, () => part);
      const firing = Array.from({ length: 60 }, (_, i) => ({
        ...budgetAlert(),
        id: String(i),
        ref: { ...budgetAlert().ref, rule: text, group: { member: text, model: text, task: text } },
        ...{ value: Number.MAX_SAFE_INTEGER, summary: text, description: text },
        runbook: `https://x.example/${"a".repeat(300)}`,
        contributors: { tasks: parts, models: parts, members: parts },
      }));
      const coverage = [{ account: text, completeTo: null, gaps: 1, settledTo: null }];
      const many = message({ firing, resolved: firing.map(resolvedOf), title: text, coverage });
      const own = Array.from({ length: 40 }, () => [
        text,
        { label: text, url: "https://x.example/" },
      ]);
      expect(refused(many)).toBeUndefined();
      expect(
        refused(message({ firing: firing.slice(0, 1), title: text, coverage })),
      ).toBeUndefined();
      expect(refused({ ...many, text: own, note: text })).toBeUndefined();
    },
  );

  it("stays within them with 500 offenders and with very long texts", () => {
    expect(refused(crowd(500))).toBeUndefined();
    expect(refused(hostile(300))).toBeUndefined();
  });
});

describe("hostile text", () => {
  it("in Discord formats nothing, links nowhere and calls nobody", () => {
    const { embeds } = discordMessageOf(hostile(2), SITE);
    const texts = [embeds[0].title, embeds[0].description ?? ""].join("\n");
    const own = texts
      .replace(/^\*\*(.*)\*\*$/gm, "$1")
      .replace(/^\[Runbook\]\(<[^<>\s]+>\)$/gm, "");
    expect(own.replace(/\\[\\*_~`|<>[\]:]/g, "")).not.toMatch(/[\\*_~`|<>[\]]|:\/\/|:\w+:/);
    expect(texts).not.toMatch(/@(everyone|here)/);
  });

  it("in Microsoft Teams stands in runs only, which know no markdown, and begins no function", () => {
    const [{ content }] = teamsMessageOf(hostile(2), SITE).attachments;
    const kinds = content.body.flatMap((block) => [
      block.type,
      ...block.inlines.map((r) => r.type),
    ]);
    expect(new Set(kinds)).toEqual(new Set(["RichTextBlock", "TextRun"]));
    const braces = hostile();
    const title = `{{DATE(2026-01-01T00:00:00Z, SHORT)}} $${"{secret}"} {{{{x`;
    const [card] = teamsMessageOf({ ...braces, title }).attachments;
    expect(JSON.stringify(card.content.body)).not.toMatch(/\{\{"?D|\$\{|\{\{/);
  });

  it("in Opsgenie holds no HTML", () => {
    const { message, description, details } = opsgenieAlertOf("l", hostile(2), undefined);
    expect(textsOf([message, description, details]).join("\n")).not.toMatch(/[<>]/);
  });

  it("keeps every control and hiding character out of all of them", () => {
    const all = [
      eventOf("l", hostile(2), undefined),
      opsgenieAlertOf("l", hostile(2), undefined),
      teamsMessageOf(hostile(2), SITE),
      discordMessageOf(hostile(2), SITE),
    ];
    for (const text of textsOf(all)) {
      expect(text.replaceAll("\n", "")).not.toMatch(
        /\p{Cc}|\p{Surrogate}|[\u200b\u202a-\u202e\u2060]/u,
      );
    }
  });
});
