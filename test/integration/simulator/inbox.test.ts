import { once } from "node:events";
import { SocketModeClient } from "@slack/socket-mode";
import { createTransport } from "nodemailer";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createInbox,
  createMailStandIn,
  createSlackStandIn,
} from "../../../src/simulator/index.ts";
import { HOSTILE, postSlack } from "../../support/hostile.ts";

const BUTTONS = {
  type: "actions",
  elements: [
    {
      ...{ type: "button", action_id: "neo_a", value: "k1" },
      text: { type: "plain_text", text: "Take it" },
    },
    {
      ...{ type: "button", action_id: "neo_open", url: "https://acme.io/" },
      text: { type: "plain_text", text: "Open" },
    },
  ],
};
const silentLogger = {
  ...{ debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {} },
  getLevel: () => "error" as never,
};

async function startInbox() {
  const slack = await createSlackStandIn();
  const mail = await createMailStandIn();
  const inbox = await createInbox({ port: 0, slack, mail, now: () => 0, state: () => ({ a: 1 }) });
  const transport = createTransport(mail.url);
  onTestFinished(async () => {
    transport.close();
    await Promise.all([inbox.close(), slack.close(), mail.close()]);
  });
  const read = async (path: string) => (await fetch(inbox.url + path)).text();
  return { slack, mail, inbox, transport, read };
}

describe("the inbox page", () => {
  it("says that nothing has come yet, then leads to the first channel", async () => {
    const { slack, read } = await startInbox();
    expect(await read("/")).toContain("The daemon is reading its history");
    await postSlack(slack.url, { channel: "#neo-budget", text: "hello *team*" });
    expect(await read("/")).toMatch(/<h1># neo-budget<\/h1>[\s\S]*hello <b>team<\/b>/);
  });

  it("shows an edited message once, marked, and a thread below its parent and in the channel", async () => {
    const { slack, read } = await startInbox();
    const { channel, ts } = await postSlack(slack.url, { channel: "#b", text: "first words" });
    await postSlack(slack.url, { channel, ts, text: "better words" }, "chat.update");
    await postSlack(slack.url, { channel, thread_ts: ts, text: "quiet reply" });
    await postSlack(slack.url, {
      channel,
      thread_ts: ts,
      text: "loud reply",
      reply_broadcast: true,
    });
    const page = await read("/");
    const count = (text: string) => page.split(text).length - 1;
    expect([count("first words"), count("(edited)"), count("2 replies")]).toEqual([0, 1, 1]);
    expect([count("quiet reply"), count("loud reply")]).toEqual([1, 2]);
    expect(page).toMatch(/replied to a thread: <a href="#m[\d-]+">better words<\/a>/);
  });

  it("presses a message's buttons for its reader, and shows what only they were answered", async () => {
    const { slack, inbox, read } = await startInbox();
    const { channel, ts } = await postSlack(slack.url, { channel: "#b", blocks: [BUTTONS] });
    expect(await read("/")).toMatch(
      /<button type="button" class="button" data-channel="C\w+" data-ts="[\d.]+" data-action="neo_a">Take it<\/button>\s*<a class="button" href="https:\/\/acme.io\/"/,
    );
    const press = (fields: object, type = "application/json") =>
      fetch(`${inbox.url}/press`, {
        method: "POST",
        headers: { "content-type": type },
        body: JSON.stringify({ channel, ts, action: "neo_a", ...fields }),
      });
    expect((await press({}, "text/plain")).status).toBe(415);
    expect((await press({ ts: "1.1" })).status).toBe(404);
    expect((await press({})).status).toBe(503);

    const { events } = slack;
    const client = new SocketModeClient({
      ...{ appToken: "xapp-1", autoReconnectEnabled: false, logger: silentLogger },
      clientOptions: { slackApiUrl: slack.url },
    });
    const pressed: unknown[] = [];
    client.on("interactive", async ({ ack, body }) => {
      await ack();
      pressed.push(body.actions[0].value);
      await fetch(body.response_url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: "It is *over* already." }),
      });
    });
    await client.start();
    onTestFinished(() => client.disconnect());
    const answered = once(events, "response");
    expect((await press({})).status).toBe(204);
    await answered;
    expect(pressed).toEqual(["k1"]);
    expect(await read(`/channel/${channel}`)).toMatch(
      /Only visible to you[\s\S]*It is <b>over<\/b> already\./,
    );
  });

  it("sends no text of a message as markup", async () => {
    const { slack, mail, transport, read } = await startInbox();
    await postSlack(slack.url, {
      channel: "#b",
      attachments: [
        {
          color: '"/><script>alert(1)</script>',
          blocks: [
            { type: "header", text: { type: "plain_text", text: HOSTILE } },
            { type: "section", text: { type: "mrkdwn", text: "<javascript:alert(1)|click> me" } },
          ],
        },
      ],
    });
    const arrived = once(mail.events, "message");
    await transport.sendMail({
      from: HOSTILE_FROM,
      to: "a@acme.io",
      subject: HOSTILE,
      text: HOSTILE,
    });
    await arrived;
    for (const path of ["/", "/mail", "/mail/1?view=text", "/mail/1?view=headers"]) {
      const page = await read(path);
      expect(page).not.toMatch(/<script>|<img|onerror="|href="javascript/);
    }
    expect(await read("/")).toContain("&lt;img src=x onerror=");
  });

  it("allows itself nothing inline and nothing from elsewhere", async () => {
    const { inbox, slack } = await startInbox();
    await postSlack(slack.url, { channel: "#b", text: "x" });
    const page = await fetch(`${inbox.url}/`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const text = await page.text();
    expect(text).not.toMatch(/ style=| on\w+=|https?:\/\/(?!127)/);
  });

  it("gives a mail's HTML a document of its own, which can run nothing", async () => {
    const { inbox, mail, transport, read } = await startInbox();
    const arrived = once(mail.events, "message");
    const html = '<p style="color:red">hi</p><script>alert(1)</script>';
    await transport.sendMail({ from: "b@acme.io", to: "a@acme.io", subject: "s", html });
    await arrived;
    expect(await read("/mail/1")).toContain('<iframe class="paper" sandbox=""');
    const body = await fetch(`${inbox.url}/mail/1/body`);
    expect(await body.text()).toContain('<p style="color:red">hi</p>');
    expect(body.headers.get("content-security-policy")).toMatch(
      /^sandbox; default-src 'none'; style-src 'unsafe-inline'/,
    );
    expect((await fetch(`${inbox.url}/mail/9/body`)).status).toBe(404);
  });

  it("tells the pages that are open when something arrives", async () => {
    const { inbox, slack } = await startInbox();
    const stop = new AbortController();
    const stream = await fetch(`${inbox.url}/events`, { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain(": hello");
    const next = reader?.read();
    await postSlack(slack.url, { channel: "#b", text: "x" });
    expect((await next)?.value).toContain("event: change");
    stop.abort();
  });

  it("tells the demo's state as JSON", async () => {
    const { read } = await startInbox();
    expect(JSON.parse(await read("/demo"))).toEqual({ a: 1 });
  });
});

const HOSTILE_FROM = '"<img src=x onerror=alert(1)>" <b@acme.io>';
