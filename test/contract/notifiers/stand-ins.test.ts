import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { afterEach, describe, expect, it } from "vitest";
import { createMailStandIn } from "../../../src/simulator/mail/index.ts";
import {
  createSlackStandIn,
  SLACK_LIMITS,
  type SlackStandInOptions,
} from "../../../src/simulator/slack/index.ts";
import { mailBench } from "./benches.ts";
import { context } from "./notifier.case.ts";
import { message } from "./samples.ts";

const open: { close(): Promise<unknown> }[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function fileFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  folders.push(folder);
  return join(folder, name);
}

async function slackWith(options: SlackStandInOptions = {}) {
  const slack = await createSlackStandIn(options);
  open.push(slack);
  const client = new WebClient("xoxb-1", {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    logger: {
      debug() {},
      info() {},
      warn() {},
      error() {},
      setLevel() {},
      setName() {},
      getLevel: () => "error" as never,
    },
  });
  const post = (args: object) => client.apiCall("chat.postMessage", { channel: "#a", ...args });
  return { slack, client, post };
}

const wordOf = (calling: Promise<unknown>) =>
  calling.then(
    () => "ok",
    (error: { data?: { error?: string } }) => error.data?.error,
  );
const section = (length: number) => ({
  type: "section",
  text: { type: "mrkdwn", text: "x".repeat(length) },
});

describe("the Slack stand-in", () => {
  it.each<[string, object]>([
    ["50 blocks", { blocks: Array(SLACK_LIMITS.blocks).fill(section(10)) }],
    ["a section of 3,000", { blocks: [section(3000)] }],
    [
      "a header of 150",
      { blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(150) } }] },
    ],
    ["a total of 13,200", { blocks: [...Array(4).fill(section(3000)), section(1200)] }],
  ])("takes %s", async (_what, args) => {
    const { post } = await slackWith();
    expect(await wordOf(post({ ...args }))).toBe("ok");
  });

  it.each<[string, object, string]>([
    ["51 blocks", { blocks: Array(51).fill(section(1)) }, "invalid_blocks"],
    ["a section of 3,001", { blocks: [section(3001)] }, "invalid_blocks"],
    ["an empty section", { blocks: [section(0)] }, "invalid_blocks"],
    [
      "a header of 151",
      { blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] },
      "invalid_blocks",
    ],
    [
      "a header of mrkdwn",
      { blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }] },
      "invalid_blocks",
    ],
    [
      "11 fields",
      { blocks: [{ type: "section", fields: Array(11).fill({ type: "mrkdwn", text: "x" }) }] },
      "invalid_blocks",
    ],
    [
      "a field of 2,001",
      { blocks: [{ type: "section", fields: [{ type: "mrkdwn", text: "x".repeat(2001) }] }] },
      "invalid_blocks",
    ],
    [
      "11 context elements",
      { blocks: [{ type: "context", elements: Array(11).fill({ type: "mrkdwn", text: "x" }) }] },
      "invalid_blocks",
    ],
    ["an unknown block", { blocks: [{ type: "hologram" }] }, "invalid_blocks"],
    [
      "a bad block in an attachment",
      { attachments: [{ fallback: "x", blocks: [section(3001)] }] },
      "invalid_blocks",
    ],
    [
      "a total of 13,201",
      { blocks: [...Array(4).fill(section(3000)), section(1201)] },
      "msg_blocks_too_long",
    ],
    ["a text of 40,001", { text: "x".repeat(40_001) }, "msg_too_long"],
    ["nothing", {}, "no_text"],
    ["an unknown thread", { text: "x", thread_ts: "1.000001" }, "thread_not_found"],
  ])("refuses %s", async (_what, args, word) => {
    const { post, slack } = await slackWith();
    expect(await wordOf(post(args))).toBe(word);
    expect(slack.messages()).toHaveLength(0);
  });

  it("lets in only the token and the channels that it was told of", async () => {
    const { post } = await slackWith({ channels: ["b"] });
    expect(await wordOf(post({ text: "x" }))).toBe("channel_not_found");
    expect(await wordOf(post({ text: "x", channel: "#b" }))).toBe("ok");
    const { client } = await slackWith({ token: "xoxb-2" });
    expect(await wordOf(client.auth.test())).toBe("invalid_auth");
  });

  it("takes a JSON body as well as a form", async () => {
    const { slack } = await slackWith();
    const answer = await fetch(`${slack.url}chat.postMessage`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer xoxb-1" },
      body: JSON.stringify({ channel: "#a", blocks: [section(5)] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(slack.messages()[0]?.blocks).toHaveLength(1);
  });

  it("pages through a history, newest first, and shows metadata only when asked", async () => {
    const { client, post } = await slackWith();
    const metadata = { event_type: "t", event_payload: { key: "k" } };
    for (const text of ["one", "two", "three"]) await post({ text, metadata });
    const list = await client.conversations.list();
    const channel = list.channels?.[0]?.id ?? "";
    const first = await client.conversations.history({ channel, limit: 2 });
    expect(first.messages?.map(({ text }) => text)).toEqual(["three", "two"]);
    expect(first.messages?.[0]).not.toHaveProperty("metadata");
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await client.conversations.history({
      channel,
      cursor,
      include_all_metadata: true,
    });
    expect(second.messages).toMatchObject([{ text: "one", metadata }]);
    expect(await wordOf(client.conversations.history({ channel: "#a" }))).toBe("channel_not_found");
  });

  it("shows the channel only the replies that were sent to it too", async () => {
    const { client, post, slack } = await slackWith();
    const parent = (await post({ text: "parent" })) as unknown as { ts: string; channel: string };
    await post({ text: "quiet", thread_ts: parent.ts });
    await post({ text: "loud", thread_ts: parent.ts, reply_broadcast: true });
    const { channel, ts } = parent;
    const history = await client.conversations.history({ channel });
    expect(history.messages?.map(({ text }) => text)).toEqual(["loud", "parent"]);
    const replies = await client.conversations.replies({ channel, ts });
    expect(replies.messages?.map(({ text }) => text)).toEqual(["parent", "quiet", "loud"]);
    expect(slack.messages()).toHaveLength(3);
  });

  it("has its messages again after a restart, also when its last line was torn", async () => {
    const store = fileFor("slack.jsonl");
    const first = await slackWith({ store });
    const { channel, ts } = (await first.post({ text: "one" })) as unknown as {
      channel: string;
      ts: string;
    };
    await first.client.chat.update({ channel, ts, text: "edited" });
    await first.slack.close();
    appendFileSync(store, '{"channel":"C1","ts":"17');
    const second = await slackWith({ store });
    await second.post({ text: "two" });
    await second.slack.close();
    const third = await slackWith({ store });
    expect(third.slack.messages().map(({ text, edits }) => [text, edits])).toEqual([
      ["edited", 1],
      ["two", 0],
    ]);
  });

  it("gives every message a time of its own, later than all before", async () => {
    const store = fileFor("slack.jsonl");
    const now = () => 1_773_493_500_000;
    const { post, slack } = await slackWith({ now, store });
    await Promise.all(Array.from({ length: 20 }, (_, i) => post({ text: `${i}` })));
    const again = await slackWith({ now: () => 1_000, store });
    await again.post({ text: "after the clock went back" });
    const times = [...slack.messages(), ...again.slack.messages().slice(20)].map(({ ts }) =>
      Number(ts),
    );
    expect(new Set(times).size).toBe(21);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe("the mail stand-in", () => {
  it("has its mails again after a restart, and still folds what it had", async () => {
    const store = fileFor("mail.jsonl");
    const first = await mailBench([], { store });
    await first.notifier.send(message(), context());
    await first.close();
    appendFileSync(store, '{"raw":"half');
    const second = await mailBench([], { store });
    open.push(second);
    await second.notifier.send(message(), context());
    await second.notifier.send(message({ key: "another" }), context());
    expect(second.mail.mails()).toHaveLength(2);
    expect(second.mail.folded()).toBe(1);
    const third = await createMailStandIn({ store });
    open.push(third);
    expect(third.mails()).toHaveLength(2);
  });
});
