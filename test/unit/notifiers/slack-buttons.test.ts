import { describe, expect, it } from "vitest";
import type { Alert } from "../../../src/core/alerts/index.ts";
import type { Hush } from "../../../src/core/quiet/index.ts";
import { buttonRow } from "../../../src/notifiers/slack/buttons.ts";
import { attachmentOf } from "../../../src/notifiers/slack/format.ts";
import { hushLines } from "../../../src/notifiers/slack/hush-lines.ts";
import { problemOf } from "../../../src/simulator/slack/limits.ts";
import {
  blockedRun,
  budgetAlert,
  NOW,
  noAccess,
  resolvedOf,
} from "../../contract/notifiers/sample-alerts.ts";
import { message } from "../../contract/notifiers/samples.ts";

const hush = (reason: Hush["reason"]): Hush => ({ reason, source: "s1", by: "Ana", at: NOW });
const budget = budgetAlert();
const acknowledged = { ...budget, hush: hush("acknowledged") };
const silenced = { ...budget, id: "b", hush: hush("silenced") };
const SILENCES = ["silence_1h", "silence_24h"];

/** What the buttons of alerts stand for. */
function row(firing: readonly Alert[], changes: Parameters<typeof message>[0] = {}, site?: string) {
  const blocks = buttonRow(message({ firing, ...changes }), site);
  return blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
}
const gestures = (...args: Parameters<typeof row>) =>
  row(...args).map(({ action_id: id }) => id.replace("neo_", ""));

describe("the buttons of a Slack message", () => {
  it.each<[string, readonly Alert[], readonly string[]]>([
    ["a budget", [budget], ["acknowledge", ...SILENCES, "silence_window"]],
    ["what is taken on", [acknowledged], ["take_back", ...SILENCES, "silence_window"]],
    ["some taken on", [acknowledged, budget], ["acknowledge", ...SILENCES, "silence_window"]],
    ["what is silenced", [silenced], ["end_silence"]],
    ["some silenced", [silenced, budget], ["acknowledge", ...SILENCES, "silence_window"]],
    ["a single run", [blockedRun], SILENCES],
    ["a trouble of the daemon's", [noAccess], ["acknowledge", ...SILENCES]],
    ["a run and a budget", [blockedRun, budget], ["acknowledge", ...SILENCES]],
    ["a period that is over", [{ ...budget, closed: true }], [...SILENCES, "silence_window"]],
    ["nothing any more", [], []],
  ])("of %s", (_, firing, wanted) => {
    const resolved = firing.length === 0 ? [resolvedOf(budget)] : [];
    expect(gestures(firing, { resolved })).toEqual(wanted);
  });

  it("tell the daemon the message's key, and no address of anybody", () => {
    for (const { value } of row([budget], { key: "abc/1/1/channel/slack/0" })) {
      expect(value).toBe("abc/1/1/channel/slack/0");
    }
    expect(JSON.stringify(row([budget], { groupKey: "dana@acme.io" }))).not.toContain("@");
  });

  it("open the daemon's page where it has an address that can be opened", () => {
    expect(row([], {}, "https://budget.acme.io/")).toEqual([
      expect.objectContaining({ url: "https://budget.acme.io/" }),
    ]);
    expect(row([], {}, "javascript:alert(1)")).toEqual([]);
    expect(row([], {}, `https://x.example/${"a".repeat(3_000)}`)).toEqual([]);
  });

  it("are left out where Slack would refuse the message for their key", () => {
    expect(gestures([budget], { key: "k".repeat(2_000) })).toContain("acknowledge");
    expect(gestures([budget], { key: "k".repeat(2_001) })).toEqual([]);
  });

  it("stand in a message only where somebody listens", () => {
    const types = (buttons: boolean) =>
      attachmentOf(message(), { buttons }).blocks.map(({ type }) => type);
    expect(types(true)).toContain("actions");
    expect(types(false)).not.toContain("actions");
  });
});

describe("what keeps alerts quiet", () => {
  const texts = (firing: readonly Alert[]) =>
    hushLines(message({ firing })).flatMap((block) =>
      "elements" in block ? block.elements.map(({ text }) => text) : [],
    );

  it("is said of the whole message, once for each who did something", () => {
    expect(texts([acknowledged, { ...acknowledged, id: "2" }])).toEqual([
      "acknowledged by Ana, Sat 14 Mar 14:05 CET",
    ]);
    expect(texts([acknowledged, silenced, budget])).toEqual([
      "1 of 3: acknowledged by Ana, Sat 14 Mar 14:05 CET",
      "1 of 3: silenced by Ana",
    ]);
    expect(texts([budget])).toEqual([]);
  });

  it("stays within Slack's limits however many did something, and acts on nothing", () => {
    const firing = Array.from({ length: 40 }, (_, i) => ({
      ...{ ...budget, id: String(i) },
      hush: { ...hush("acknowledged"), by: `<!channel> *${i}* ${"x".repeat(900)}` },
    }));
    const attachment = attachmentOf(message({ firing }), { buttons: true });
    expect(problemOf({ attachments: [attachment] })).toBeUndefined();
    expect(JSON.stringify(attachment)).not.toContain("<!channel>");
    expect(JSON.stringify(attachment)).toContain("and 31 more");
  });
});
