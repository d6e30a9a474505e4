import { createTransport } from "nodemailer";
import { OperatorError } from "../../core/errors.ts";
import type { Message } from "../../core/message/index.ts";
import type { Notifier, RemoteRef, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { type Picture, pictureOf } from "../picture.ts";
import { stillUnsure } from "../still-unsure.ts";
import { type EmailConfig, OWNER } from "./config.ts";
import { mailFailure } from "./failure.ts";
import { mailOf } from "./format.ts";
import { messageIdOf } from "./message-id.ts";
import { PICTURE_CID } from "./page-html.ts";
import { recipientsOf } from "./recipients.ts";
import { subjectOf } from "./subject.ts";

/** emailNotifier sends mails through the `smtp` section's server, threaded by Message-ID and subject: a thread is its first mail's. */
export function emailNotifier(id: string, config: EmailConfig, deps: NotifierDeps): Notifier {
  const { smtp } = deps;
  if (!smtp) {
    throw new OperatorError(
      `${id} sends e-mail, but there is no mail server: add an \`smtp\` section with \`url\` and \`from\``,
    );
  }
  const { from } = smtp;
  const server = serverOf(smtp.url.reveal());
  const transport = createTransport({
    url: smtp.url.reveal(),
    pool: true,
    maxConnections: 1,
    // deliver's retries are the only ones: they survive a restart and keep the Message-ID.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // What goes wrong with a mail is told by its own failure; an idle connection that breaks off harms nobody.
  transport.on("error", () => {});

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const to = recipientsOf(message, config);
    const messageId = messageIdOf(id, message.key, from);
    const thread = message.notice === "test" ? null : context.thread;
    const picture = config.charts ? await pictureOf(message, id, deps) : null;
    try {
      const content = mailOf(message, deps.publicUrl, firstSubject(message, thread), picture);
      const info = await transport.sendMail({
        ...content,
        attachments: inline(picture),
        from,
        to: [...to],
        ...(config.cc && { cc: [...config.cc] }),
        messageId,
        ...threadOf(thread),
        ...urgency(message),
        // Asks holiday replies and the like not to answer.
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        signal: context.signal,
      });
      tellRejected(info.rejected.map(String));
      return { ref: context.thread ?? { messageId, subject: content.subject }, found: false };
    } catch (error) {
      const failure = mailFailure(error, server);
      throw context.unsure ? stillUnsure(failure) : failure;
    }
  }

  /** Some recipients have the mail: sending it again would reach them twice, so the others are only told of. */
  function tellRejected(addresses: readonly string[]): void {
    if (addresses.length === 0) return;
    deps.log.warn(
      `Mail server ${server} refused some of the recipients of ${id}; the others have the mail. To do: check \`to\` and \`cc\``,
      { notifier: id, addresses },
    );
  }

  return {
    id,
    kind: "email",
    sendResolved: config.send_resolved,
    ...(config.to.includes(OWNER) && { toOwner: config.fallback ? "or_fallback" : "only" }),
    pace: { everyMs: 500, burst: 5 },
    send,
    close: async () => {
      transport.close();
    },
  };
}

function inline(picture: Picture | null) {
  if (picture === null) return [];
  const { buffer, byteOffset, byteLength } = picture.png;
  const content = Buffer.from(buffer, byteOffset, byteLength);
  const kind = { contentType: "image/png", contentDisposition: "inline" as const };
  return [{ filename: "chart.png", content, ...kind, cid: PICTURE_CID }];
}

/** The first mail's subject; of a thread that was begun before subjects were kept, what the first would be now. */
function firstSubject(message: Message, thread: RemoteRef | null): string | undefined {
  return thread === null ? undefined : (thread["subject"] ?? subjectOf(message, undefined));
}

function urgency({ severity, status }: Message): { priority?: "high" } {
  return severity === "critical" && status === "firing" ? { priority: "high" } : {};
}

function threadOf(thread: RemoteRef | null) {
  const first = thread?.["messageId"];
  return first ? { inReplyTo: first, references: [first] } : {};
}

/** serverOf names a mail server without its user and password. */
function serverOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !["smtp:", "smtps:"].includes(url.protocol) || !url.hostname) {
    throw new OperatorError(
      "smtp.url must be an address such as smtps://user:password@mail.example.com",
    );
  }
  return url.port ? `${url.hostname}:${url.port}` : url.hostname;
}
