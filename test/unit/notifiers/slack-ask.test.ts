import { describe, expect, it } from "vitest";
import { askOf } from "../../../src/notifiers/slack/app/ask.ts";
import { isSlacks, respond } from "../../../src/notifiers/slack/app/respond.ts";
import { createSeen } from "../../../src/notifiers/slack/app/seen.ts";
import { memoryLog } from "../../support/log.ts";

const PRESS = {
  type: "block_actions",
  user: { id: "U1", name: "ana" },
  channel: { id: "C1" },
  container: { message_ts: "1.2", channel_id: "C1" },
  response_url: "https://hooks.slack.com/actions/1",
  trigger_id: "t1",
  actions: [{ action_id: "neo_silence_1h", value: "k", action_ts: "3.4" }],
};
const COMMAND = {
  ...{ command: "/neo-budget", text: " status lead@acme.io ", user_id: "U1", user_name: "ana" },
  ...{ trigger_id: "t2", response_url: "https://hooks.slack.com/commands/1" },
};

describe("what Slack tells", () => {
  it("of a press is read with its message, who pressed, and when", () => {
    expect(askOf(PRESS)).toEqual({
      ...{ kind: "press", gesture: "silence_1h", key: "k", channel: "C1", ts: "1.2" },
      once: "C1 1.2 U1 neo_silence_1h 3.4",
      user: { id: "U1", name: "ana" },
      responseUrl: PRESS.response_url,
    });
  });

  it("of a command is read without its name and the links that Slack may make", () => {
    const words = "status <mailto:lead@acme.io|lead@acme.io>";
    for (const text of [COMMAND.text, words]) {
      expect(askOf({ ...COMMAND, text })).toMatchObject({
        ...{ kind: "command", words: "status lead@acme.io", once: "t2" },
      });
    }
  });

  it.each<[string, unknown]>([
    ["a link", { ...PRESS, actions: [{ action_id: "neo_open", action_ts: "1" }] }],
    ["another app's button", { ...PRESS, actions: [{ action_id: "yes", value: "k" }] }],
    ["a button without a message", { ...PRESS, container: {}, message: {} }],
    ["a button without a key", { ...PRESS, actions: [{ action_id: "neo_take_back" }] }],
    ["nobody's press", { ...PRESS, user: {} }],
    ["no action", { ...PRESS, actions: [] }],
    ["a dialog", { type: "view_submission", user: { id: "U1" } }],
    ["a command without its moment", { ...COMMAND, trigger_id: "" }],
    ["nothing", null],
    ["a text", "payload"],
    ["a list", [PRESS]],
  ])("of %s is nothing to do", (_, body) => {
    expect(askOf(body)).toBeNull();
  });
});

describe("what is remembered of gestures", () => {
  it("makes each news once, for as many as are kept", () => {
    const seen = createSeen(2);
    expect(["a", "a", "b", "c", "b", "a"].map(seen)).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});

describe("an answer to who pressed", () => {
  it.each<[string, string | undefined, boolean]>([
    ["https://hooks.slack.com/actions/T1/2/x", undefined, true],
    ["http://hooks.slack.com/actions/T1/2/x", undefined, false],
    ["https://hooks.slack.com.evil.example/x", undefined, false],
    ["https://hooks.slack.com@evil.example/x", undefined, false],
    ["http://169.254.169.254/latest", undefined, false],
    ["http://127.0.0.1:9/response/1", "http://127.0.0.1:9/api/", true],
    ["http://127.0.0.1:8/response/1", "http://127.0.0.1:9/api/", false],
    ["", undefined, false],
  ])("to %s with the API at %s may go out: %s", (url, apiUrl, may) => {
    expect(isSlacks(url, apiUrl)).toBe(may);
  });

  it("that may not go out, or is not taken, is told to the log without its address", async () => {
    const log = memoryLog();
    await respond("http://127.0.0.1:1/secret", { text: "x" }, { apiUrl: undefined, log });
    await respond(
      "http://127.0.0.1:1/secret",
      { text: "x" },
      { apiUrl: "http://127.0.0.1:1", log },
    );
    expect(log.lines.map(({ level }) => level)).toEqual(["warn", "warn"]);
    expect(log.text()).not.toContain("secret");
  });
});
