import type { Person } from "./person.ts";
import type { SlackMessage } from "./workspace.ts";

/** Press is somebody pressing a button of a message. */
export interface Press {
  readonly message: SlackMessage;
  /** The button's label or its action_id. */
  readonly button: string;
  readonly by: Person;
}

/** Command is somebody typing a slash command. */
export interface Command {
  readonly text: string;
  readonly by: Person;
  /** The channel's id that it is typed in. */
  readonly channel: string;
  readonly command?: string;
}

/** Occasion is what makes each gesture one of its own: where to answer, and when it was. */
export interface Occasion {
  readonly responseUrl: string;
  /** ms since the epoch. */
  readonly at: number;
  /** Tells apart the gestures of one moment. */
  readonly number: number;
}

/** Interaction is what Slack tells an app of a gesture. */
export interface Interaction {
  readonly type: "interactive" | "slash_commands";
  readonly payload: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

const APP = { team_id: "T0STANDIN", api_app_id: "A0STANDIN", token: "unused" };

/** pressed is the payload of a pressed button: `block_actions`, as of a message whose blocks are in an attachment. */
export function pressed({ message, button, by }: Press, occasion: Occasion): Interaction {
  const { element, block, attachment } = buttonOf(message, button);
  const ts = `${Math.floor(occasion.at / 1000)}.${String(occasion.number).padStart(6, "0")}`;
  return {
    type: "interactive",
    payload: {
      ...{ type: "block_actions", api_app_id: APP.api_app_id, token: APP.token },
      user: { id: by.id, username: by.email.split("@")[0], name: by.email.split("@")[0] },
      team: { id: APP.team_id, domain: "stand-in" },
      channel: { id: message.channel, name: message.channelName },
      container: {
        type: attachment === null ? "message" : "message_attachment",
        message_ts: message.ts,
        channel_id: message.channel,
        ...(attachment !== null && { attachment_id: attachment + 1 }),
        is_ephemeral: false,
      },
      message: { type: "message", ts: message.ts, attachments: message.attachments },
      trigger_id: `${occasion.number}.${occasion.at}.standin`,
      response_url: occasion.responseUrl,
      actions: [{ ...element, block_id: block["block_id"] ?? "b1", action_ts: ts }],
    },
  };
}

/** commanded is the payload of a slash command. */
export function commanded(command: Command, occasion: Occasion): Interaction {
  return {
    type: "slash_commands",
    payload: {
      ...APP,
      team_domain: "stand-in",
      channel_id: command.channel,
      channel_name: "neo-budget",
      user_id: command.by.id,
      user_name: command.by.email.split("@")[0],
      command: command.command ?? "/neo-budget",
      text: command.text,
      is_enterprise_install: "false",
      trigger_id: `${occasion.number}.${occasion.at}.standin`,
      response_url: occasion.responseUrl,
    },
  };
}

/** formOf is an interaction as the body of a request to an app's own address. */
export function formOf({ type, payload }: Interaction): string {
  if (type === "interactive") {
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  }
  return new URLSearchParams(payload as Record<string, string>).toString();
}

function buttonOf(message: SlackMessage, wanted: string) {
  const attached = message.attachments.flatMap((each, attachment) =>
    list((each as Json)["blocks"]).map((block) => ({ block, attachment })),
  );
  const own = list(message.blocks).map((block) => ({ block, attachment: null }));
  for (const { block, attachment } of [...own, ...attached]) {
    for (const element of list(block["elements"])) {
      const label = (element["text"] as Json | undefined)?.["text"];
      if (element["type"] === "button" && [label, element["action_id"]].includes(wanted)) {
        return { element, block, attachment };
      }
    }
  }
  throw new Error(`the message ${message.ts} has no button "${wanted}"`);
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
