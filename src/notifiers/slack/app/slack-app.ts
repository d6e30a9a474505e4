import { WebClient } from "@slack/web-api";
import type { Actor, Log } from "../../../core/ports/index.ts";
import type { Secret } from "../../../core/secret.ts";
import { SILENT, TIMEOUT_MS } from "../client.ts";
import { type Ask, askOf, type Pressed } from "./ask.ts";
import { createPeople } from "./people.ts";
import { type Reply, respond } from "./respond.ts";
import { createSeen } from "./seen.ts";
import { openSocket } from "./socket.ts";
import { type CommandAnswer, commandReply } from "./status-reply.ts";

/** SlackAppSettings are the app whose buttons people press: how it is reached, and who may act. */
export interface SlackAppSettings {
  /** Connects by Socket Mode; left out where Slack calls the daemon's own address. */
  readonly appToken?: Secret;
  /** What Slack signs its calls with; left out with Socket Mode. */
  readonly signingSecret?: Secret;
  /** The bot token: names and addresses are looked up with it, and its messages have the buttons. */
  readonly token: Secret;
  /** Ids of the users who may act; everybody in the channel where it is left out. */
  readonly allowedUsers?: readonly string[];
  readonly apiUrl?: string;
}

/** SlackDesk is what the daemon does for whoever presses or asks. */
export interface SlackDesk {
  /** Does what a button stands for; what it returns is told to who pressed, null where the message says it all. */
  press(press: Pressed, by: Actor): Promise<string | null>;
  command(words: string): Promise<CommandAnswer>;
}

/** SlackApp takes what Slack tells of presses and commands, whichever way it comes. */
export interface SlackApp {
  /** Takes a call that is proven to be Slack's; returns at once. */
  take(body: unknown): void;
  /** Whether Socket Mode is connected; null where it is not used. */
  connected(): boolean | null;
  /** Hangs up, and lets what is being done end. */
  close(): Promise<void>;
}

/** createSlackApp connects the app, where it is to be reached by Socket Mode. */
export function createSlackApp(
  settings: SlackAppSettings,
  desk: SlackDesk,
  { log, now }: { readonly log: Log; readonly now: () => number },
): SlackApp {
  const { apiUrl, allowedUsers, appToken } = settings;
  const seen = createSeen();
  const people = createPeople(() => clientOf(settings), log, now);
  const running = new Set<Promise<void>>();

  async function answer(ask: Ask): Promise<void> {
    const reply = await replyTo(ask);
    if (reply) await respond(ask.responseUrl, reply, { apiUrl, log });
  }

  async function replyTo(ask: Ask): Promise<Reply | null> {
    const { user } = ask;
    if (allowedUsers && !allowedUsers.includes(user.id)) {
      log.warn("Somebody in Slack may not act, and was told so", { user: user.id, kind: ask.kind });
      return { text: "You may not do this here: slack_app.allowed_users does not have you." };
    }
    try {
      if (ask.kind === "command") return commandReply(await desk.command(ask.words));
      const name = await people.nameOf(user.id, user.name);
      const text = await desk.press(ask, { name, via: "slack" });
      return text === null ? null : { text };
    } catch (error) {
      log.error("What somebody asked for in Slack could not be done", { kind: ask.kind, error });
      return { text: "This could not be done; the daemon's log says why. Please try again." };
    }
  }

  function take(body: unknown): void {
    const ask = askOf(body);
    if (ask === null || !seen(ask.once)) return;
    const doing = answer(ask).finally(() => running.delete(doing));
    running.add(doing);
  }

  const socket = appToken ? openSocket({ appToken, apiUrl, log, take }) : null;
  return {
    take,
    connected: () => socket?.connected() ?? null,
    async close() {
      await socket?.close();
      await Promise.all(running);
    },
  };
}

function clientOf({ token, apiUrl }: SlackAppSettings): WebClient {
  return new WebClient(token.reveal(), {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger: SILENT,
  });
}
