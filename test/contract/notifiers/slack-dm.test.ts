import { afterEach, describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import {
  createSlackStandIn,
  personOf,
  type SlackStandInOptions,
} from "../../../src/simulator/slack/index.ts";
import { mailBench, make } from "./benches.ts";
import { context, failureOf } from "./notifier.case.ts";
import { message } from "./samples.ts";

const BOT = "xoxb-very-secret-token";
const DANA = personOf("dana@acme.io");
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function bench(options: SlackStandInOptions = {}, config: object = {}) {
  const slack = await createSlackStandIn({ token: BOT, people: [DANA], ...options });
  open.push(slack);
  let now = 0;
  const slackApp = { token: new Secret(BOT), apiUrl: slack.url };
  const made = make("slack_dm", config, { slackApp, now: () => now });
  const wait = (ms: number) => {
    now += ms;
  };
  const count = (method: string) => slack.calls().filter((call) => call.method === method).length;
  return { ...made, slack, wait, count };
}

const about = (member: string, key = member) =>
  message({ key, commonLabels: { rule: "member-month", member } });

describe("a direct message to the owner", () => {
  it("reaches the member by their address, whom Slack is asked for once", async () => {
    const { notifier, slack, count } = await bench();
    const { ref } = await notifier.send(about("dana@acme.io"), context());
    await notifier.send({ ...about("Dana@Acme.io"), key: "again" }, context());
    expect(slack.messages().map(({ channelName }) => channelName)).toEqual(["@Dana", "@Dana"]);
    expect(ref?.["channel"]).toMatch(/^D/);
    expect([count("users.lookupByEmail"), count("conversations.open")]).toEqual([1, 1]);
  });

  it("follows an incident up in its conversation, and has buttons where the app listens", async () => {
    const { notifier, slack } = await bench();
    const { ref: thread } = await notifier.send(about("dana@acme.io"), context());
    const over = { ...about("dana@acme.io", "k2"), notice: "resolved" as const };
    await notifier.send(over, context({ thread }));
    const [first, reply] = slack.messages();
    expect(first?.edits).toBe(1);
    expect(reply?.threadTs).toBe(first?.ts);
    expect(JSON.stringify(first?.attachments)).toContain("neo_acknowledge");
  });

  it.each([
    ["nobody of the workspace", "ann@elsewhere.io", "This is for ann@elsewhere.io, whom this"],
    ["nobody at all", "(unknown)", "This is about nobody who could be written to"],
  ])("about %s goes to the fallback, which is told for whom it is", async (_, member, note) => {
    const { notifier, slack } = await bench({}, { fallback: "#neo-budget" });
    await notifier.send(about(member), context());
    const [posted] = slack.messages();
    expect(posted?.channelName).toBe("neo-budget");
    expect(JSON.stringify(posted?.attachments)).toContain(note);
  });

  it.each([["ann@elsewhere.io"], ["(unknown)"]])(
    "about %s without a fallback fails by name, so that the others are told",
    async (member) => {
      const { notifier, slack } = await bench();
      const failure = await failureOf(notifier.send(about(member), context()));
      expect(failure).toMatchObject({ reason: "unknown_owner", retryable: false });
      expect(failure.message).toContain("fallback");
      expect(slack.messages()).toEqual([]);
      expect(notifier.toOwner).toBe("only");
    },
  );

  it("asks again for whom Slack did not know only after an hour", async () => {
    const { notifier, wait, count } = await bench();
    const asked = async () => {
      await failureOf(notifier.send(about("ann@elsewhere.io"), context()));
      return count("users.lookupByEmail");
    };
    expect(await asked()).toBe(1);
    wait(3_599_000);
    expect(await asked()).toBe(1);
    wait(2_000);
    expect(await asked()).toBe(2);
  });

  it("is tried again where Slack cannot be asked now, and asks anew then", async () => {
    const { notifier, slack } = await bench({ faults: [{ status: 503 }] });
    const failure = await failureOf(notifier.send(about("dana@acme.io"), context()));
    expect(failure).toMatchObject({ reason: "unavailable", retryable: true });
    await notifier.send(about("dana@acme.io"), context());
    expect(slack.messages()).toHaveLength(1);
  });

  it.each([["users:read.email"], ["im:write"]])(
    "says which scopes the app lacks without %s",
    async (missing) => {
      const all = ["chat:write", "users:read", "users:read.email", "im:write"];
      const { notifier } = await bench({ scopes: all.filter((one) => one !== missing) });
      const failure = await failureOf(notifier.send(about("dana@acme.io"), context()));
      expect(failure).toMatchObject({ reason: "unauthorized", retryable: false });
      expect(failure.message).toContain(missing);
    },
  );
});

describe("a mail to the owner", () => {
  async function mailed(member: string, config: object) {
    const started = await mailBench([], {}, config);
    open.push(started);
    const sent = await started.notifier.send(about(member), context()).catch((error) => error);
    return { sent, to: started.mail.mails().flatMap((mail) => mail.to) };
  }

  it.each([
    ["the member", "dana@acme.io", { to: ["owner"] }, ["dana@acme.io"]],
    [
      "the member and others",
      "dana@acme.io",
      { to: ["owner", "b@a.io"] },
      ["dana@acme.io", "b@a.io"],
    ],
    ["the fallback", "(unknown)", { to: ["owner"], fallback: ["f@a.io"] }, ["f@a.io"]],
    ["the others alone", "(unknown)", { to: ["owner", "b@a.io"] }, ["b@a.io"]],
  ])("goes to %s", async (_, member, config, to) => {
    expect((await mailed(member, config)).to).toEqual(to);
  });

  it("that has nobody to go to fails by name", async () => {
    const { sent, to } = await mailed("(unknown)", { to: ["owner"] });
    expect(sent).toMatchObject({ reason: "unknown_owner", retryable: false });
    expect(to).toEqual([]);
  });
});
