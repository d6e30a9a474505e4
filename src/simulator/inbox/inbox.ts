import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Html } from "../../core/html.ts";
import type { MailStandIn } from "../mail/index.ts";
import type { SlackStandIn } from "../slack/index.ts";
import { MAIL_VIEWS, mailboxView } from "./mail-view.ts";
import { type Act, emptyView, page } from "./page.ts";
import { answersIn, pressAsked } from "./press.ts";
import { SCRIPT } from "./script.ts";
import { channelsOf, channelView } from "./slack-view.ts";
import { ICON, STYLE } from "./style.ts";

/** InboxOptions say what the page shows, and what it tells of the demo around it. */
export interface InboxOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  readonly slack: Pick<SlackStandIn, "messages" | "events" | "file" | "app">;
  readonly mail: Pick<MailStandIn, "mails" | "events">;
  readonly now: () => number;
  readonly acts?: () => readonly Act[];
  readonly facts?: () => readonly (readonly [name: string, value: string])[];
  /** What GET /demo answers, as JSON. */
  readonly state?: () => unknown;
}

/** Inbox is the running page. */
export interface Inbox {
  readonly url: string;
  /** Tells the pages that are open to look again. */
  changed(): void;
  close(): Promise<void>;
}

/** Nothing from elsewhere, nothing inline, no frame but the page's own mails. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A mail may style itself and do nothing else, even when it is opened on its own. */
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
const ASSETS = {
  "/inbox.css": ["text/css; charset=utf-8", STYLE],
  "/inbox.js": ["text/javascript; charset=utf-8", SCRIPT],
  "/icon.svg": ["image/svg+xml", ICON],
} as const;

/** createInbox serves the page on which the stand-ins' messages can be read as their readers would see them. */
export async function createInbox(options: InboxOptions): Promise<Inbox> {
  const changes = new EventEmitter<{ change: [] }>();
  changes.setMaxListeners(0);
  const changed = () => changes.emit("change");
  options.slack.events.on("message", changed).on("update", changed).on("response", changed);
  options.mail.events.on("message", changed);

  const app = inboxApp(options, changes);
  const host = options.host ?? "127.0.0.1";
  const server = await listening(app, options.port, host);
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    changed,
    close: () => {
      options.slack.events.off("message", changed).off("update", changed).off("response", changed);
      options.mail.events.off("message", changed);
      return new Promise((resolve) => {
        server.close(() => resolve());
        (server as Server).closeAllConnections();
      });
    },
  };
}

function inboxApp(options: InboxOptions, changes: EventEmitter<{ change: [] }>): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header("x-content-type-options", "nosniff");
    context.header("referrer-policy", "no-referrer");
    context.header("cache-control", "no-store");
    if (!context.res.headers.has("content-security-policy")) {
      context.header("content-security-policy", POLICY);
    }
  });
  for (const [path, [type, text]] of Object.entries(ASSETS)) {
    app.get(path, (context) => context.body(text, 200, { "content-type": type }));
  }
  app.get("/", (context) => {
    const first = channelsOf(options.slack.messages())[0];
    if (first) return context.redirect(`/channel/${first.id}`);
    return context.html(shell(options, context, "Welcome", emptyView()));
  });
  app.get("/channel/:id", (context) => {
    const channel = channelsOf(options.slack.messages()).find(
      ({ id }) => id === context.req.param("id"),
    );
    if (!channel) return context.redirect("/");
    const answers = answersIn(options.slack.app, channel.id);
    const view = channelView(channel, answers);
    return context.html(shell(options, context, `# ${channel.name}`, view));
  });
  app.post("/press", (context) => pressAsked(context, options.slack));
  app.get("/mail/:number?", (context) => {
    const number = Number(context.req.param("number") ?? 0);
    const view = MAIL_VIEWS.find((each) => each === context.req.query("view")) ?? "html";
    const content = mailboxView(options.mail.mails(), number || null, view);
    return context.html(shell(options, context, "Inbox", content));
  });
  app.get("/mail/:number/body", (context) => {
    const mail = options.mail.mails()[Number(context.req.param("number")) - 1];
    if (!mail) return context.notFound();
    return context.html(mail.html, 200, { "content-security-policy": MAIL_POLICY });
  });
  app.get("/files/:id", (context) => {
    const bytes = options.slack.file(context.req.param("id"));
    if (!bytes) return context.notFound();
    return context.body(new Uint8Array(bytes), 200, { "content-type": "image/png" });
  });
  app.get("/demo", (context) => context.json(options.state?.() ?? {}));
  app.get("/events", (context) => follow(context, changes));
  return app;
}

/** Pages that are open learn that something arrived; a comment now and then keeps the connection. */
function follow(context: Context, changes: EventEmitter<{ change: [] }>): Response {
  return streamSSE(context, async (stream) => {
    const tell = () => void stream.writeSSE({ event: "change", data: "" });
    changes.on("change", tell);
    await stream.write(": hello\n\n");
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    changes.off("change", tell);
  });
}

function shell(options: InboxOptions, context: Context, title: string, content: Html): string {
  const channels = channelsOf(options.slack.messages());
  return page({
    title,
    path: context.req.path,
    channels: channels.map(({ id, name, messages }) => ({ id, name, count: messages.length })),
    mails: options.mail.mails().length,
    content,
    acts: options.acts?.() ?? [],
    now: options.now(),
    facts: options.facts?.() ?? [],
  }).toString();
}

function listening(app: Hono, port: number, hostname: string): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, () => resolve(server));
    server.once("error", reject);
  });
}
