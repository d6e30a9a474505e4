import { afterEach, describe, expect, it } from "vitest";
import type { RemoteRef } from "../../../src/core/ports/index.ts";
import { COLORS } from "../../../src/notifiers/slack/format.ts";
import type { SlackFaults, SlackMessage } from "../../../src/simulator/slack/index.ts";
import { incomingBench, slackBench } from "./benches.ts";
import { context, failureOf } from "./notifier.case.ts";
import { message, SAMPLES } from "./samples.ts";

type SlackBench = Awaited<ReturnType<typeof slackBench>>;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(...args: Parameters<typeof slackBench>): Promise<SlackBench> {
  const started = await slackBench(...args);
  open.push(started);
  return started;
}

const sample = (name: keyof typeof SAMPLES) => SAMPLES[name] ?? message();
const attachment = (posted: SlackMessage | undefined) =>
  posted?.attachments[0] as { color: string; fallback: string };

/** opened is a bench whose incident's first message is posted. */
async function opened(...args: Parameters<typeof slackBench>) {
  const started = await bench(...args);
  const { ref } = await started.notifier.send(sample("first"), context());
  return { ...started, thread: ref as RemoteRef };
}

describe("an incident in Slack", () => {
  it("keeps where the first message went", async () => {
    const { slack, thread } = await opened();
    const [first] = slack.messages();
    expect(thread).toEqual({ channel: first?.channel, ts: first?.ts });
    expect(first?.metadata).toEqual({
      event_type: "neo_budgetd_alert",
      event_payload: { key: sample("first").key },
    });
  });

  it("shows the title once: no top-level text above the attachment", async () => {
    const { slack } = await opened();
    expect(slack.messages()[0]?.text).toBe("");
    expect(attachment(slack.messages()[0]).fallback).toBe(sample("first").title);
  });

  it.each(["step-up", "new-members", "repeat"])(
    "edits the first message on %s and replies so that the channel sees it",
    async (name) => {
      const { slack, notifier, thread } = await opened();
      const sent = await notifier.send(sample(name), context({ thread }));
      const [first, reply] = slack.messages();
      expect(sent).toEqual({ ref: thread, found: false });
      expect(first?.edits).toBe(1);
      expect(attachment(first)).toMatchObject({
        color: COLORS.critical,
        fallback: sample(name).title,
      });
      expect(reply).toMatchObject({ threadTs: thread["ts"], broadcast: true });
      expect(reply?.metadata).toMatchObject({ event_payload: { key: sample(name).key } });
    },
  );

  it("keeps the first message's own key when it edits it", async () => {
    const { slack, notifier, thread } = await opened();
    await notifier.send(sample("step-up"), context({ thread }));
    expect(slack.messages()[0]?.metadata).toMatchObject({
      event_payload: { key: sample("first").key },
    });
  });

  it.each([
    ["some-resolved", COLORS.critical],
    ["resolved", COLORS.resolved],
    ["amended", COLORS.critical],
  ])("edits the first message on %s and tells its thread alone", async (name, color) => {
    const { slack, notifier, thread } = await opened();
    await notifier.send(sample(name), context({ thread }));
    const [first, reply] = slack.messages();
    expect(attachment(first)).toMatchObject({ color, fallback: sample(name).title });
    expect(reply).toMatchObject({ threadTs: thread["ts"], broadcast: false });
    expect(slack.messages()).toHaveLength(2);
  });

  it("leaves a digest's message alone and only replies in its thread", async () => {
    const { slack, notifier } = await bench();
    const { ref } = await notifier.send(sample("digest"), context());
    expect(ref).toMatchObject({ shared: "true" });
    const sent = await notifier.send(sample("resolved"), context({ thread: ref }));
    expect(sent.ref).toEqual(ref);
    expect(slack.messages().map(({ edits, threadTs }) => [edits, threadTs])).toEqual([
      [0, null],
      [0, ref?.["ts"]],
    ]);
  });

  it("opens a new message for a digest and a test, whatever was there", async () => {
    const { slack, notifier, thread } = await opened();
    await notifier.send(sample("digest"), context({ thread }));
    await notifier.send(sample("test"), context({ thread }));
    expect(slack.messages().map(({ threadTs }) => threadTs)).toEqual([null, null, null]);
  });

  it("posts anew where the first message was deleted", async () => {
    const { slack, notifier } = await bench();
    const thread = { channel: "C0123456789", ts: "1.000001" };
    const sent = await notifier.send(sample("step-up"), context({ thread }));
    expect(slack.messages()).toHaveLength(1);
    expect(sent.ref?.["ts"]).toBe(slack.messages()[0]?.ts);
  });

  it("still tells the thread where the first message may no longer be edited", async () => {
    const faults: SlackFaults = ({ method }) =>
      method === "chat.update" ? { error: "edit_window_closed" } : "ok";
    const { slack, notifier, thread, log } = await opened([], { faults });
    await notifier.send(sample("step-up"), context({ thread }));
    expect(slack.messages()).toHaveLength(2);
    expect(log.text()).toContain("edit_window_closed");
  });
});

describe("a message whose fate is unknown", () => {
  const lost = () => bench(["accept-then-reset"]);

  it.each(["#neo-budget", "neo-budget"])(
    "is found by its metadata in the channel %s and not sent again",
    async (channel) => {
      const started = await slackBench(["accept-then-reset"], {}, { channel });
      open.push(started);
      const { slack, notifier } = started;
      await failureOf(notifier.send(sample("first"), context()));
      const sent = await notifier.send(sample("first"), context({ unsure: true }));
      const [first] = slack.messages();
      expect(sent).toEqual({ ref: { channel: first?.channel, ts: first?.ts }, found: true });
      expect(slack.messages()).toHaveLength(1);
    },
  );

  it("is sent where it is not found, without a mark", async () => {
    const { slack, notifier } = await bench();
    await notifier.send(message({ key: "another" }), context());
    const sent = await notifier.send(sample("first"), context({ unsure: true }));
    expect(sent.found).toBe(false);
    expect(slack.messages()).toHaveLength(2);
    expect(attachment(slack.messages()[1]).fallback).not.toContain("repeat");
  });

  it("is found among more messages than one page holds", async () => {
    const { slack, notifier } = await lost();
    await failureOf(notifier.send(sample("first"), context()));
    for (let i = 0; i < 205; i += 1) await notifier.send(message({ key: `later ${i}` }), context());
    const sent = await notifier.send(sample("first"), context({ unsure: true }));
    expect(sent.found).toBe(true);
    expect(slack.messages()).toHaveLength(206);
  });

  it("is found in its thread, and the thread stays the incident's", async () => {
    const faults: SlackFaults = ({ args }) =>
      args["thread_ts"] && args["text"] ? "accept-then-reset" : "ok";
    const { slack, notifier, thread } = await opened([], { faults });
    await failureOf(notifier.send(sample("step-up"), context({ thread })));
    const sent = await notifier.send(sample("step-up"), context({ thread, unsure: true }));
    expect(sent).toEqual({ ref: thread, found: true });
    expect(slack.messages()).toHaveLength(2);
  });

  it("is found where it was posted anew because the first message was gone", async () => {
    const { notifier, slack } = await bench(["ok", "accept-then-reset"]);
    const thread = { channel: "C0123456789", ts: "1.000001" };
    await failureOf(notifier.send(sample("step-up"), context({ thread })));
    const [first] = slack.messages();
    const gone = { channel: first?.channel ?? "", ts: "1.000001" };
    const sent = await notifier.send(sample("step-up"), context({ thread: gone, unsure: true }));
    expect(sent).toEqual({ ref: { channel: first?.channel, ts: first?.ts }, found: true });
  });

  it("is marked as a possible repeat where the bot may not look, and that is logged once", async () => {
    const { slack, notifier, log } = await bench(["accept-then-reset"], { scopes: ["chat:write"] });
    await failureOf(notifier.send(sample("first"), context()));
    await notifier.send(sample("first"), context({ unsure: true }));
    await notifier.send(message({ key: "k9" }), context({ unsure: true }));
    const marked = slack.messages().map((each) => attachment(each).fallback);
    expect(marked.map((text) => text.includes("(may be a repeat)"))).toEqual([false, true, true]);
    expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    expect(log.text()).toContain("channels:history");
  });

  it("stays unsure when Slack cannot be asked now", async () => {
    const faults: SlackFaults = ({ method }) =>
      method === "conversations.list" ? { ratelimited: 3 } : "ok";
    const { slack, notifier } = await bench([], { faults });
    const error = await failureOf(notifier.send(sample("first"), context({ unsure: true })));
    expect(error).toMatchObject({ reason: "rate_limited", retryAfterMs: 3000, unsure: true });
    expect(slack.messages()).toHaveLength(0);
  });

  it("is marked when it goes by an incoming webhook, which cannot be asked", async () => {
    const started = await incomingBench([{ status: 500 }]);
    open.push(started);
    const { slack, notifier } = started;
    const error = await failureOf(notifier.send(sample("first"), context({ unsure: true })));
    expect(error.unsure).toBe(true);
    await notifier.send(sample("first"), context({ unsure: true }));
    expect(attachment(slack.messages()[0]).fallback).toContain("(may be a repeat)");
  });
});
