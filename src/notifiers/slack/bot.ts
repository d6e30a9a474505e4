import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Message } from "../../core/message/index.ts";
import type { Notifier, RemoteRef, SendContext, Sent } from "../../core/ports/index.ts";
import type { Secret } from "../../core/secret.ts";
import type { NotifierDeps } from "../deps.ts";
import { pictureOf } from "../picture.ts";
import { stillUnsure } from "../still-unsure.ts";
import { slackClient } from "./client.ts";
import { slackFailure } from "./failure.ts";
import { attachmentOf, type FormatOptions, replyOf, replySummary } from "./format.ts";
import { plain } from "./literal.ts";
import { type LookUp, lookUp, metadataOf } from "./look-up.ts";
import { showPicture } from "./show-picture.ts";

/** BotSettings are a Slack integration by bot token. */
export interface BotSettings {
  readonly id: string;
  readonly token: Secret;
  readonly channel: string;
  readonly apiUrl: string | undefined;
  /** Whether messages show a picture. */
  readonly charts: boolean;
  /** Whether messages have buttons: somebody has to listen when one is pressed. */
  readonly buttons: boolean;
}

/** For so long, ms, a lane waits for a picture after its alert was told. */
const PICTURE_MS = 15_000;

/** GONE are Slack's words for a parent message that is no longer there. */
const GONE = new Set(["message_not_found", "thread_not_found", "channel_not_found"]);
/** FIXED are its words for one that is there but may not be edited. */
const FIXED = new Set(["cant_update_message", "edit_window_closed", "update_not_allowed"]);

/**
 * botSender posts with a bot token, and follows an incident up on its first message:
 *
 * | notice                           | the first message     | its thread              |
 * |----------------------------------|-----------------------|-------------------------|
 * | first, digest, test              | posted                |                         |
 * | step_up, new_members, repeat     | edited                | reply, shown in channel |
 * | some_resolved, resolved          | edited, green at last | reply                   |
 * | amended                          | edited                | reply                   |
 * | any, where the thread is shared  | left as it is         | reply, as above         |
 * | any, where the message is gone   | posted anew           |                         |
 *
 * The edit comes first: doing it twice is harmless, so that a reply that is found means that all was done.
 */
export function botSender(
  settings: BotSettings,
  deps: NotifierDeps,
): Required<Pick<Notifier, "send" | "refresh">> {
  const layout: FormatOptions = { publicUrl: deps.publicUrl, buttons: settings.buttons };
  let toldUnable = false;
  let toldNoPicture = false;

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const { channel } = settings;
    const { signal } = context;
    const slack = slackClient({ ...settings, token: settings.token.reveal(), signal });
    const thread = followsUp(message) ? context.thread : null;
    const earlier = context.unsure
      ? await look(slack, message, thread)
      : { state: "absent" as const };
    if (earlier.state === "found") return { ref: refOf(message, earlier, thread), found: true };
    const options = { ...layout, maybeRepeat: earlier.state === "unable" };
    try {
      const ref = thread
        ? await followUp(slack, message, thread, options)
        : await post(slack, message, options);
      await addPicture(message, ref, { options, signal });
      return { ref, found: false };
    } catch (error) {
      throw slackFailure(error, channel);
    }
  }

  async function refresh(
    message: Message,
    ref: RemoteRef,
    note: string,
    signal: AbortSignal,
  ): Promise<void> {
    const slack = slackClient({ ...settings, token: settings.token.reveal(), signal });
    try {
      if (isOwn(message, ref)) await edit(slack, message, ref, layout);
      await slack.chat.postMessage({
        channel: ref["channel"] ?? settings.channel,
        thread_ts: ref["ts"] ?? "",
        text: plain(note, 600),
      });
      await addPicture(message, ref, { options: layout, signal });
    } catch (error) {
      throw slackFailure(error, settings.channel);
    }
  }

  /** The alert is told by now: whatever goes wrong with its picture is for the log only. */
  async function addPicture(
    message: Message,
    ref: RemoteRef,
    { options, signal }: { options: FormatOptions; signal: AbortSignal },
  ): Promise<void> {
    const picture =
      settings.charts && isOwn(message, ref) ? await pictureOf(message, settings.id, deps) : null;
    if (!picture) return;
    const ends = AbortSignal.any([signal, AbortSignal.timeout(PICTURE_MS)]);
    const slack = slackClient({ ...settings, token: settings.token.reveal(), signal: ends });
    try {
      await showPicture(slack, picture, ends, (shown) =>
        edit(slack, message, ref, { ...options, picture: shown }),
      );
    } catch (error) {
      tellNoPicture(error);
    }
  }

  function tellNoPicture(error: unknown): void {
    if (toldNoPicture) return;
    toldNoPicture = true;
    const what = wordOf(error) || (error instanceof Error ? error.message : String(error));
    deps.log.warn(
      `Slack shows no chart with the alerts of ${settings.id} (${what}); the alerts themselves are told. To do: give the app the scope files:write and install it anew, or set charts: false`,
      { notifier: settings.id, channel: settings.channel },
    );
  }

  async function look(
    slack: WebClient,
    message: Message,
    thread: RemoteRef | null,
  ): Promise<LookUp> {
    try {
      const result = await lookUp(slack, message, { channel: settings.channel, thread });
      if (result.state === "unable") tellUnable(result.word);
      return result;
    } catch (error) {
      throw stillUnsure(slackFailure(error, settings.channel));
    }
  }

  /** Once is enough: it will be the same for every message until the app is changed. */
  function tellUnable(word: string): void {
    if (toldUnable) return;
    toldUnable = true;
    deps.log.warn(
      `Slack does not let the bot look whether a message arrived (${word}), so one may be sent twice after a crash. To do: configure the channel by its id, and give the app the scopes channels:history and channels:read (groups:… for private channels)`,
      { notifier: settings.id, channel: settings.channel },
    );
  }

  async function post(
    slack: WebClient,
    message: Message,
    options: FormatOptions,
  ): Promise<RemoteRef> {
    const answer = await slack.chat.postMessage({
      channel: settings.channel,
      attachments: [attachmentOf(message, options)] as never,
      metadata: metadataOf(message),
      unfurl_links: false,
      unfurl_media: false,
    });
    return refOf(message, { channel: answer.channel ?? "", ts: answer.ts ?? "" }, null);
  }

  async function followUp(
    slack: WebClient,
    message: Message,
    thread: RemoteRef,
    options: FormatOptions,
  ): Promise<RemoteRef> {
    try {
      if (isOwn(message, thread)) await edit(slack, message, thread, layout);
      await slack.chat.postMessage({
        channel: thread["channel"] ?? settings.channel,
        thread_ts: thread["ts"] ?? "",
        reply_broadcast: isNews(message),
        text: replySummary(message),
        blocks: replyOf(message, options) as never,
        metadata: metadataOf(message),
        unfurl_links: false,
        unfurl_media: false,
      });
      return thread;
    } catch (error) {
      if (GONE.has(wordOf(error))) return post(slack, message, options);
      throw error;
    }
  }

  async function edit(
    slack: WebClient,
    message: Message,
    thread: RemoteRef,
    options: FormatOptions,
  ): Promise<void> {
    try {
      // Without metadata the message keeps its own, by which it can be found.
      await slack.chat.update({
        channel: thread["channel"] ?? settings.channel,
        ts: thread["ts"] ?? "",
        attachments: [attachmentOf(message, options)] as never,
      });
    } catch (error) {
      if (!FIXED.has(wordOf(error))) throw error;
      deps.log.warn("Slack does not let the first message be edited; only its thread is told", {
        notifier: settings.id,
        reason: wordOf(error),
      });
    }
  }

  return { send, refresh };
}

/** A digest's message is other incidents' too: only the digest itself may show its picture there. */
function isOwn({ notice }: Message, ref: RemoteRef): boolean {
  return ref["shared"] !== "true" || notice === "digest";
}

/** A digest covers several groups and a test none: neither belongs into an incident's thread. */
function followsUp({ notice }: Message): boolean {
  return notice !== "digest" && notice !== "test";
}

/** isNews tells whether the whole channel should see a follow-up: what got better or was put right stays in the thread. */
function isNews({ notice }: Message): boolean {
  return notice !== "resolved" && notice !== "some_resolved" && notice !== "amended";
}

function refOf(
  message: Message,
  place: { readonly channel: string; readonly ts: string; readonly threadTs?: string },
  thread: RemoteRef | null,
): RemoteRef {
  if (thread && place.threadTs) return thread;
  const shared = message.notice === "digest";
  return { channel: place.channel, ts: place.ts, ...(shared && { shared: "true" }) };
}

function wordOf(error: unknown): string {
  return error instanceof WebAPIPlatformError ? error.data.error : "";
}
