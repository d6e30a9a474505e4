import { afterEach, describe, expect, it } from "vitest";
import { compileMatcher } from "../../../src/app/compile-matcher.ts";
import { createPress } from "../../../src/app/slack/press.ts";
import type { Alert } from "../../../src/core/alerts/index.ts";
import { Secret } from "../../../src/core/secret.ts";
import { createHeldQuiet } from "../../../src/flow/index.ts";
import { createSlackApp } from "../../../src/notifiers/index.ts";
import {
  createSlackStandIn,
  personOf,
  type SlackMessage,
  type SlackStandIn,
} from "../../../src/simulator/slack/index.ts";
import { acting, ann, bob, NOW, run } from "../../support/acting.ts";
import { memoryOutbox } from "../../support/outbox.ts";
import { HOUR } from "../../support/routes.ts";
import { make } from "./benches.ts";
import { message } from "./samples.ts";

const BOT = "xoxb-very-secret-token";
const ANA = personOf("ana@acme.io", "Ana");
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** The daemon's answer to presses, over an incident that two channels were told of. */
async function told(firing: readonly Alert[], changes: Parameters<typeof message>[0] = {}) {
  const world = await acting();
  const { act, acts, store: alerts, clock, log } = world;
  const outbox = memoryOutbox();
  const slack = await createSlackStandIn({ token: BOT, people: [ANA] });
  const slackApp = { token: new Secret(BOT), apiUrl: slack.url };
  const notifiers = new Map(
    ["budget-channel/slack/0", "budget-channel/slack/1"].map((id, index) => {
      const config = { token: BOT, channel: `#c${index}`, api_url: slack.url };
      return [id, make("slack", config, { slackApp }).notifier] as const;
    }),
  );
  for (const [lane, notifier] of notifiers) {
    const sent = message({ key: `k/${lane}`, firing, at: NOW, ...changes });
    outbox.add({ key: sent.key, lane, message: sent, createdAt: NOW });
    const row = await outbox.claim(lane, NOW, HOUR);
    const context = { thread: null, unsure: false, signal: AbortSignal.timeout(9_000) };
    if (row) await outbox.sent(row, (await notifier.send(sent, context)).ref, NOW);
  }
  const press = createPress({
    ...{ act, alerts, outbox, clock, log },
    held: createHeldQuiet({ acts, compileMatcher }, log),
    notifiers: () => notifiers,
    settings: () => ({ silences: [], inhibitRules: [] }),
  });
  const requests: Promise<string | null>[] = [];
  const app = createSlackApp(
    { ...slackApp, appToken: new Secret("xapp-1") },
    {
      press: (...asked) => {
        const doing = press(...asked);
        requests.push(doing);
        return doing;
      },
      command: async () => ({ kind: "help" }),
    },
    { log, now: Date.now },
  );
  open.push(slack, app);
  await expect.poll(() => app.connected()).toBe(true);
  /** Presses a button of a channel's message, and gives what who pressed was answered. */
  const pressing = async (button: string, on = firstOf(slack, "c0")) => {
    await slack.app.press({ message: on, button, by: ANA });
    await expect.poll(() => requests.length).toBe(1);
    return (await requests.splice(0)[0]) ?? null;
  };
  return { ...world, slack, pressing, notifiers, outbox };
}

function firstOf(slack: SlackStandIn, channel: string): SlackMessage {
  const found = slack
    .messages()
    .find((each) => each.channelName === channel && each.threadTs === null);
  if (!found) throw new Error(`nothing in ${channel}`);
  return found;
}

/** What a message's buttons say, and what stands above them. */
function shown({ attachments }: SlackMessage) {
  const [{ blocks }] = attachments as [{ blocks: { type: string; elements?: Part[] }[] }];
  const at = blocks.findIndex(({ type }) => type === "actions");
  const said = (block: (typeof blocks)[number] | undefined) =>
    block?.elements?.map(({ text }) => (typeof text === "string" ? text : text.text)) ?? [];
  return { buttons: said(blocks[at]), above: said(blocks[at - 1]).join(" ") };
}
interface Part {
  readonly text: string | { readonly text: string };
}

const SILENCES = ["Silence 1 h", "Silence 24 h", "Silence until the window ends"];
const replies = (slack: SlackStandIn) =>
  slack.messages().flatMap(({ threadTs, text }) => (threadTs === null ? [] : [text]));

describe("a pressed button", () => {
  it("acknowledges what its message is about, and every channel's message says who did, and when", async () => {
    const { acts, asked, slack, pressing } = await told([ann]);
    expect(shown(firstOf(slack, "c0")).buttons).toEqual(["Acknowledge", ...SILENCES]);
    expect(await pressing("Acknowledge")).toBeNull();
    expect((await acts.records(9)).map(({ by, act, target }) => [by, act, target])).toEqual([
      [{ name: "Ana", via: "slack" }, "acknowledged", ann.id],
    ]);
    expect(asked).toEqual(["evaluate"]);
    for (const channel of ["c0", "c1"]) {
      const { buttons, above } = shown(firstOf(slack, channel));
      expect(buttons).toEqual(["Take back", ...SILENCES]);
      expect(above).toBe("acknowledged by Ana, Sat 14 Mar 15:00 CET");
    }
    expect(replies(slack)).toEqual(["Ana acknowledged this.", "Ana acknowledged this."]);
    expect(slack.messages().filter(({ broadcast }) => broadcast)).toEqual([]);
  });

  it("takes back what was acknowledged", async () => {
    const { acts, slack, pressing } = await told([ann]);
    await pressing("Acknowledge");
    expect(await pressing("Take back")).toBeNull();
    expect((await acts.held(NOW)).acknowledgements).toEqual([]);
    expect(shown(firstOf(slack, "c1")).buttons[0]).toBe("Acknowledge");
    expect(replies(slack)).toContain("Ana took the acknowledgement back.");
  });

  it.each<[string, number]>([
    ["Silence 1 h", NOW + HOUR],
    ["Silence 24 h", NOW + 24 * HOUR],
    ["Silence until the window ends", NOW + HOUR],
  ])("%s silences that long, and can be ended", async (button, endsAt) => {
    const { acts, slack, pressing } = await told([ann]);
    expect(await pressing(button)).toBeNull();
    const { silences } = await acts.held(NOW);
    expect(silences.map((one) => [one.author, one.endsAt])).toEqual([["Ana", endsAt]]);
    expect(shown(firstOf(slack, "c1"))).toMatchObject({
      buttons: ["End silence"],
      above: expect.stringMatching(/^silenced by Ana until /),
    });
    expect(await pressing("End silence")).toBeNull();
    expect((await acts.held(NOW)).silences).toEqual([]);
    expect(shown(firstOf(slack, "c0")).buttons[0]).toBe("Acknowledge");
  });

  it("says how many of several are taken on", async () => {
    const { slack, act, pressing } = await told([ann, bob]);
    await act.acknowledge({
      target: { alerts: [bob.id] },
      by: { name: "Bob", via: "api" },
    });
    await pressing("Silence 1 h");
    const { above } = shown(firstOf(slack, "c0"));
    expect(above).toMatch(/^silenced by Ana until/);
    await pressing("End silence");
    expect(shown(firstOf(slack, "c0")).above).toMatch(/^1 of 2: acknowledged by Bob, /);
  });

  it("silences single runs, which are over once told, by what they have in common", async () => {
    const labels = run.labels;
    const { acts, slack, pressing } = await told([{ ...run, id: "of long ago" }], {
      commonLabels: labels,
    });
    expect(shown(firstOf(slack, "c0")).buttons).toEqual(SILENCES.slice(0, 2));
    expect(await pressing("Silence 1 h")).toBeNull();
    const [silence] = (await acts.held(NOW)).silences;
    expect(silence?.matchers).toContainEqual({
      label: "rule",
      operator: "=",
      value: labels["rule"],
    });
  });

  it("does nothing where all is over, and says so to who pressed", async () => {
    const { acts, slack, pressing } = await told([{ ...ann, id: "of long ago" }], {
      commonLabels: {},
    });
    expect(await pressing("Acknowledge")).toContain("over already");
    expect(await acts.records(9)).toEqual([]);
    expect(replies(slack)).toEqual([]);
  });

  it("acts only from where the daemon's own message is", async () => {
    const { acts, slack, pressing } = await told([ann]);
    const elsewhere = { ...firstOf(slack, "c0"), channel: "C0FOREIGN1" };
    expect(await pressing("Acknowledge", elsewhere)).toContain("does not know this message");
    expect(await acts.records(9)).toEqual([]);
  });

  it("waits for a message that is still on its way: its picture would undo what the press shows", async () => {
    const { acts, outbox, pressing } = await told([ann]);
    const { shown } = outbox;
    let looks = 0;
    outbox.shown = async (key) => {
      looks += 1;
      const all = await shown(key);
      return looks > 1 ? all : all.map((one) => ({ ...one, ref: null, sent: false }));
    };
    expect(await pressing("Acknowledge")).toBeNull();
    expect(looks).toBe(2);
    expect((await acts.held(NOW)).acknowledgements).toHaveLength(1);
  });

  it("of a test does nothing but say that it works", async () => {
    const { acts, pressing } = await told([ann], { key: "test/1", notice: "test" });
    expect(await pressing("Acknowledge")).toContain("The buttons work");
    expect(await acts.records(9)).toEqual([]);
  });

  it("is done though a message cannot be shown anew, which who pressed and the log are told", async () => {
    const { acts, log, notifiers, pressing } = await told([ann]);
    const broken = notifiers.get("budget-channel/slack/1");
    if (broken) broken.refresh = async () => Promise.reject(new Error("no such channel"));
    expect(await pressing("Acknowledge")).toContain("This is done");
    expect((await acts.held(NOW)).acknowledgements).toHaveLength(1);
    expect(log.text()).toContain("budget-channel/slack/1");
  });
});
