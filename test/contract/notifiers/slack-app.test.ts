import { afterEach, describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import {
  createSlackApp,
  type SlackAppSettings,
  type SlackDesk,
} from "../../../src/notifiers/index.ts";
import {
  createSlackStandIn,
  personOf,
  type SlackStandIn,
  type SlackStandInOptions,
} from "../../../src/simulator/slack/index.ts";
import { memoryLog } from "../../support/log.ts";
import { make } from "./benches.ts";
import { context } from "./notifier.case.ts";
import { message, SAMPLES } from "./samples.ts";

const BOT = "xoxb-very-secret-token";
const APP = "xapp-very-secret-app-token";
const ANA = personOf("ana.lima@acme.io");
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A workspace with Ana in it, and the app listening to it; `asked` is what reached the daemon. */
function listening(
  slack: SlackStandIn,
  desk: Partial<SlackDesk> = {},
  settings: Partial<SlackAppSettings> = {},
) {
  const log = memoryLog();
  const asked: unknown[] = [];
  const app = createSlackApp(
    { token: new Secret(BOT), appToken: new Secret(APP), apiUrl: slack.url, ...settings },
    {
      press: async (pressed, by) => {
        asked.push({ ...pressed, by });
        return (await desk.press?.(pressed, by)) ?? null;
      },
      command: async (words) => {
        asked.push(words);
        return desk.command?.(words) ?? { kind: "help" };
      },
    },
    { log, now: Date.now },
  );
  open.push(app);
  return { app, asked, log };
}

async function workspace(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const slack = await createSlackStandIn({ token: BOT, appToken: APP, people: [ANA], ...options });
  open.push(slack);
  return slack;
}

/** Connected is the app at work, with a message of the daemon's own notifier in the channel. */
async function connected(
  desk: Partial<SlackDesk> = {},
  settings: Partial<SlackAppSettings> = {},
  options: SlackStandInOptions = {},
) {
  const slack = await workspace(options);
  const app = listening(slack, desk, settings);
  await connections(slack, 1);
  return { slack, ...app, posted: await posted(slack) };
}

async function posted(slack: SlackStandIn) {
  const slackApp = { token: new Secret(BOT), apiUrl: slack.url };
  const config = { token: BOT, channel: "#neo-budget", api_url: slack.url };
  const { notifier } = make("slack", config, { slackApp });
  await notifier.send(SAMPLES["first"] ?? message(), context());
  const [first] = slack.messages();
  if (!first) throw new Error("nothing was posted");
  return first;
}

function connections(slack: SlackStandIn, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (now: number) => {
      if (now !== wanted) return;
      slack.events.off("connections", look);
      resolve();
    };
    slack.events.on("connections", look);
    look(slack.app.sockets.connections());
  });
}

/** The next answer to somebody. */
const answered = (slack: SlackStandIn) =>
  new Promise<string>((resolve) => {
    slack.events.once("response", ({ text }) => resolve(text));
  });

describe("the Slack app by Socket Mode", () => {
  it("acknowledges a press at once, and hands it on with the name of who pressed", async () => {
    const { slack, asked, posted: first } = await connected();
    const gestured = await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    // Slack waits three seconds for it.
    expect(gestured.afterMs).toBeLessThan(3_000);
    await expect
      .poll(() => asked)
      .toEqual([
        expect.objectContaining({
          kind: "press",
          gesture: "acknowledge",
          key: SAMPLES["first"]?.key,
          channel: first.channel,
          ts: first.ts,
          by: { name: "Ana Lima", via: "slack" },
        }),
      ]);
    expect(slack.app.responses()).toEqual([]);
  });

  it("acknowledges before the act is done, however long that takes", async () => {
    let done = () => {};
    const waiting = new Promise<null>((resolve) => {
      done = () => resolve(null);
    });
    const { slack, posted: first } = await connected({ press: () => waiting });
    await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    done();
  });

  it("does once what Slack tells twice, and again what is pressed again", async () => {
    const { slack, asked, posted: first } = await connected();
    const press = { message: first, button: "Silence 1 h", by: ANA };
    await slack.app.press(press, 3);
    await slack.app.press(press);
    await slack.app.command({ text: "help", by: ANA, channel: first.channel }, 2);
    await expect.poll(() => slack.app.responses().length).toBe(1);
    expect(asked).toHaveLength(3);
  });

  it("answers who pressed, and nobody else, why nothing was done", async () => {
    const { slack, posted: first } = await connected({ press: async () => "This is over." });
    const answer = answered(slack);
    await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    expect(await answer).toBe("This is over.");
    expect(slack.app.responses()).toEqual([
      expect.objectContaining({ user: ANA.id, channel: first.channel }),
    ]);
  });

  it("tells who pressed that it failed, and the log why", async () => {
    const press = async () => {
      throw new Error("the database is away");
    };
    const { slack, log, posted: first } = await connected({ press });
    const answer = answered(slack);
    await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    expect(await answer).toContain("could not be done");
    expect(log.lines.map(({ fields }) => String(fields?.["error"]))).toContain(
      "Error: the database is away",
    );
  });

  it("answers a command in blocks that Slack takes", async () => {
    const { slack } = await connected({ command: async () => ({ kind: "help" }) });
    const answer = answered(slack);
    await slack.app.command({ text: "help", by: ANA, channel: "C1" });
    expect(await answer).toBe("What you can ask /neo-budget");
    expect(slack.app.responses()[0]?.blocks).toHaveLength(1);
  });

  it("lets only those act who may", async () => {
    const settings = { allowedUsers: ["U0SOMEONE"] };
    const { slack, asked, posted: first } = await connected({}, settings);
    const answer = answered(slack);
    await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    expect(await answer).toContain("allowed_users");
    expect(asked).toEqual([]);
  });

  it("asks for a name once, and goes by the press where Slack does not tell it", async () => {
    const { slack, asked, posted: first } = await connected();
    for (const button of ["Acknowledge", "Silence 1 h"]) {
      await slack.app.press({ message: first, button, by: ANA });
    }
    await expect.poll(() => asked.length).toBe(2);
    expect(slack.calls().filter(({ method }) => method === "users.info")).toHaveLength(1);

    const unscoped = await connected({}, {}, { scopes: ["chat:write"] });
    const press = { message: unscoped.posted, button: "Acknowledge", by: ANA };
    await unscoped.slack.app.press(press);
    await expect
      .poll(() => unscoped.asked)
      .toEqual([expect.objectContaining({ by: { name: "ana.lima", via: "slack" } })]);
    expect(unscoped.log.text()).toContain("users:read");
  });

  it("is connected anew as soon as Slack says that it will end the connection", async () => {
    const { slack, app, asked, posted: first } = await connected();
    slack.app.sockets.refresh();
    await expect.poll(() => opened(slack)).toBe(2);
    await expect.poll(() => app.connected()).toBe(true);
    await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    await expect.poll(() => asked.length).toBe(1);
  });

  it("connects again when the connection is cut", async () => {
    const { slack, app, asked, posted: first } = await connected();
    const gone = connections(slack, 0);
    slack.app.sockets.cut();
    await gone;
    await connections(slack, 1);
    await expect.poll(() => app.connected()).toBe(true);
    await slack.app.press({ message: first, button: "Acknowledge", by: ANA });
    await expect.poll(() => asked.length).toBe(1);
  });

  it("says once what is wrong with a refused token, tries on, and prints no secret", async () => {
    const slack = await workspace({ appToken: "xapp-another" });
    const { app, log } = listening(slack);
    await expect.poll(() => opened(slack), { timeout: 5_000 }).toBe(2);
    expect(app.connected()).toBe(false);
    expect(log.text()).toContain("slack_app.app_token");
    expect(log.text().match(/cannot be connected/g)).toHaveLength(1);
    expect(log.text()).not.toContain(APP);
  });

  it("hangs up when it is closed, also while it connects", async () => {
    const { slack, app } = await connected();
    await app.close();
    await connections(slack, 0);
    // The client goes on connecting, and is hung up on once it has.
    const early = listening(slack);
    await early.app.close();
    await connections(slack, 1);
    await connections(slack, 0);
  });
});

const opened = (slack: SlackStandIn) =>
  slack.calls().filter(({ method }) => method === "apps.connections.open").length;
