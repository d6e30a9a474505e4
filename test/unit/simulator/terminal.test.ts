import { describe, expect, it } from "vitest";
import { readSeconds } from "../../../src/cli/commands/demo.ts";
import { shortLog } from "../../../src/cli/demo/short-log.ts";
import { mailLine, slackLines } from "../../../src/cli/demo/terminal.ts";
import type { Mail, SlackMessage } from "../../../src/simulator/index.ts";

const PLAIN = { color: false, columns: 60 };
const message: SlackMessage = {
  channel: "C1",
  channelName: "neo-budget",
  ts: "1764000000.000100",
  threadTs: null,
  broadcast: false,
  text: "",
  blocks: [],
  attachments: [
    {
      color: "#d92d20",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "mira reached 80 % &amp; more" } },
        { type: "section", fields: [{ type: "mrkdwn", text: "*Limit*\n50 credits" }] },
        {
          type: "section",
          text: {
            type: "mrkdwn",
            text: "a text that is too long for one line of a narrow terminal like this",
          },
        },
      ],
    },
  ],
  metadata: null,
  edits: 0,
  via: "api",
};

/** The time of day depends on the machine's zone. */
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(1_764_000_000_000);

describe("slackLines", () => {
  it("shows what a reader of the channel sees, wrapped beside a bar", () => {
    expect(slackLines(message, PLAIN)).toBe(`Slack #neo-budget  ${TIME}
   │ mira reached 80 % & more
   │ Limit: 50 credits
   │ a text that is too long for one line of a narrow
   │ terminal like this
`);
  });

  it("draws the bar in the message's colour where the terminal has colours", () => {
    expect(slackLines(message, { ...PLAIN, color: true })).toContain(
      "\u001b[38;2;217;45;32m▌\u001b[0m",
    );
  });

  it("says what was edited and what stands in a thread", () => {
    expect(slackLines({ ...message, edits: 2 }, PLAIN)).toMatch(/^Slack #neo-budget \(edited\)\n/);
    const reply = { ...message, threadTs: "1.2", text: "over", attachments: [] };
    expect(slackLines(reply, PLAIN)).toBe(
      `Slack #neo-budget (in its thread)  ${TIME}\n   │ over\n`,
    );
  });

  it("lets no title reach the terminal's controls", () => {
    const hostile = { ...message, text: "\u001b]0;owned\u0007\u001b[2Jx\u202e", attachments: [] };
    expect(slackLines(hostile, PLAIN)).toBe(`Slack #neo-budget  ${TIME}\n   │ ]0;owned[2Jx\n`);
  });
});

describe("mailLine", () => {
  it("says who got which mail", () => {
    const mail = { to: ["a@acme.io", "b@acme.io"], subject: "80 %\u001b[2J" } as unknown as Mail;
    expect(mailLine(mail, PLAIN)).toBe("Mail to a@acme.io, b@acme.io: 80 %[2J\n");
  });
});

describe("shortLog", () => {
  it.each([
    [
      '{"level":"info","time":"2026-11-24T06:00:00Z","msg":"swept","rows":3,"account":"acme","deep":{"x":1}}',
      "swept rows=3 account=acme",
    ],
    ['{"level":"warn","msg":"slow"}', "warn: slow"],
    ["no JSON at all", "no JSON at all"],
    ['{"torn', '{"torn'],
    ['{"level":"info","msg":"Alert firing","alert":["x"]}', null],
    [
      '{"level":"warn","msg":"not delivered","lane":"a/slack/0"}',
      "warn: not delivered lane=a/slack/0",
    ],
    ["[critical] New: mira is over", "[critical] New: mira is over"],
    ["    Who   mira", null],
  ])("makes %s short", (line, short) => {
    expect(shortLog(line)).toBe(short);
  });
});

describe("readSeconds", () => {
  it.each([
    ["90", 90_000],
    ["90s", 90_000],
    ["2m", 120_000],
  ])("reads %s", (text, ms) => {
    expect(readSeconds(text)).toBe(ms);
  });

  it("says how to write a length of time", () => {
    expect(() => readSeconds("soon")).toThrow("write 90, 90s or 2m");
  });
});
