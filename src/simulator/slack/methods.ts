import { failed, type SlackAnswer } from "./answer.ts";
import { type Problem, problemOf } from "./limits.ts";
import type { SlackDraft, SlackMessage, Workspace } from "./workspace.ts";

type Args = Readonly<Record<string, unknown>>;

/** SCOPES are the scopes that a method asks of the token. */
export const SCOPES: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "files.getUploadURLExternal": "files:write",
  "files.completeUploadExternal": "files:write",
  "conversations.history": "channels:history",
  "conversations.replies": "channels:history",
  "conversations.list": "channels:read",
  "conversations.open": "im:write",
  "users.info": "users:read",
  "users.lookupByEmail": "users:read.email",
};

/** UPLOADS is where files are sent to, each under its id. */
export const UPLOADS = "/upload/";

/** METHODS are the Web API methods that the stand-in speaks. */
export const METHODS: Readonly<Record<string, (workspace: Workspace, args: Args) => SlackAnswer>> =
  {
    "auth.test": () => ({
      body: {
        ok: true,
        url: "https://stand-in.slack.com/",
        team: "Stand-in",
        user: "neo-budgetd",
        team_id: "T0STANDIN",
        user_id: "U0STANDIN",
        bot_id: "B0STANDIN",
      },
    }),

    "chat.postMessage": (workspace, args) => {
      const channel = workspace.channel(String(args["channel"] ?? ""));
      if (!channel) return failed("channel_not_found");
      const problem = problemOf(args) ?? noFile(workspace, args);
      if (problem) return failed(problem.error, problem.messages);
      const draft = draftOf(args, "api");
      if (draft.threadTs && !workspace.message(channel, draft.threadTs)) {
        return failed("thread_not_found");
      }
      const message = workspace.post(channel, draft);
      return {
        body: { ok: true, channel, ts: message.ts, message: shown(message, false) },
        changed: { message, event: "message" },
      };
    },

    "chat.update": (workspace, args) => {
      const found = workspace.message(String(args["channel"] ?? ""), String(args["ts"] ?? ""));
      if (!found) return failed("message_not_found");
      const problem = problemOf(args) ?? noFile(workspace, args);
      if (problem) return failed(problem.error, problem.messages);
      const { text, blocks, attachments } = draftOf(args, "api");
      const metadata = args["metadata"] ?? found.metadata;
      const message = workspace.edit(found, { text, blocks, attachments, metadata });
      return {
        body: { ok: true, channel: message.channel, ts: message.ts, text: message.text },
        changed: { message, event: "update" },
      };
    },

    "files.getUploadURLExternal": (workspace, args) => {
      if (!(Number(args["length"]) > 0) || !args["filename"]) return failed("invalid_arguments");
      const id = workspace.files.begin();
      // The stand-in answers with a path; the server makes it an address.
      return { body: { ok: true, upload_url: `${UPLOADS}${id}`, file_id: id } };
    },

    "files.completeUploadExternal": (workspace, args) => {
      const files = listOfFiles(args["files"]);
      const missing = files.some(({ id }) => !workspace.files.complete(String(id)));
      if (files.length === 0 || missing) return failed("file_not_found");
      return { body: { ok: true, files } };
    },

    "conversations.list": (workspace) => ({
      body: {
        ok: true,
        channels: workspace.channels().map((each) => ({ ...each, is_channel: true })),
        response_metadata: { next_cursor: "" },
      },
    }),

    "conversations.history": (workspace, args) => {
      const channel = byId(workspace, args);
      if (!channel) return failed("channel_not_found");
      const seen = workspace
        .messages()
        .filter((each) => each.channel === channel && (!each.threadTs || each.broadcast));
      return page(seen.toReversed(), args);
    },

    "conversations.replies": (workspace, args) => {
      const channel = byId(workspace, args);
      if (!channel) return failed("channel_not_found");
      const ts = String(args["ts"] ?? "");
      if (!workspace.message(channel, ts)) return failed("thread_not_found");
      const seen = workspace
        .messages()
        .filter((each) => each.channel === channel && (each.ts === ts || each.threadTs === ts));
      return page(seen, args);
    },
  };

/** A file that is not there, or not yet, is refused in the words that Slack has for it. */
function noFile(workspace: Workspace, args: Args): Problem | undefined {
  const { blocks, attachments } = args;
  const missing = workspace.files.missing({ blocks, attachments });
  if (missing.length === 0) return undefined;
  const messages = missing.map((at) => `[ERROR] invalid slack file [json-pointer:${at}]`);
  return { error: "invalid_blocks", messages };
}

function listOfFiles(value: unknown): readonly { readonly id?: unknown }[] {
  return Array.isArray(value) ? value : [];
}

/** draftOf reads a message from the arguments of a call. */
export function draftOf(args: Args, via: "api" | "webhook"): SlackDraft {
  return {
    threadTs: args["thread_ts"] === undefined ? null : String(args["thread_ts"]),
    broadcast: String(args["reply_broadcast"]) === "true",
    text: String(args["text"] ?? ""),
    blocks: Array.isArray(args["blocks"]) ? args["blocks"] : [],
    attachments: Array.isArray(args["attachments"]) ? args["attachments"] : [],
    metadata: args["metadata"] ?? null,
    via,
  };
}

/** byId: reading methods take a channel's id only, as Slack's do. */
function byId(workspace: Workspace, args: Args): string | undefined {
  const wanted = String(args["channel"] ?? "");
  return workspace.channels().some((each) => each.id === wanted) ? wanted : undefined;
}

function page(messages: readonly SlackMessage[], args: Args): SlackAnswer {
  const oldest = Number(args["oldest"] ?? 0);
  const latest = Number(args["latest"] ?? Number.POSITIVE_INFINITY);
  const within = messages.filter((each) => Number(each.ts) >= oldest && Number(each.ts) <= latest);
  const start = Number(args["cursor"] || 0);
  const end = start + Math.min(Number(args["limit"] ?? 100), 999);
  const metadata = String(args["include_all_metadata"]) === "true";
  return {
    body: {
      ok: true,
      messages: within.slice(start, end).map((each) => shown(each, metadata)),
      has_more: end < within.length,
      response_metadata: { next_cursor: end < within.length ? String(end) : "" },
    },
  };
}

function shown(message: SlackMessage, withMetadata: boolean): Readonly<Record<string, unknown>> {
  return {
    type: "message",
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    bot_id: "B0STANDIN",
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(message.broadcast && { subtype: "thread_broadcast" }),
    ...(message.edits > 0 && { edited: { user: "U0STANDIN", ts: message.ts } }),
    ...(withMetadata && message.metadata !== null && { metadata: message.metadata }),
  };
}
