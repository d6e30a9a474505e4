import { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SlackAnswer } from "./answer.ts";
import { AppSide, type AppSideEvents, type AppSideOptions, RESPONSES } from "./app-side.ts";
import { readArgs, readBytes } from "./body.ts";
import { faultFor, type SlackCall, type SlackFaults } from "./fault.ts";
import { callMethod, callWebhook, type Door } from "./front.ts";
import { UPLOADS } from "./methods.ts";
import type { Person } from "./person.ts";
import { apiReply, webhookReply } from "./reply.ts";
import { type SlackMessage, Workspace } from "./workspace.ts";

/** SlackStandInOptions say what kind of Slack is stood in for. */
export interface SlackStandInOptions extends Door, Omit<AppSideOptions, "now"> {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** A JSONL file: messages outlive the process and are there again at the next start. */
  readonly store?: string;
  readonly faults?: SlackFaults;
  /** Channels that exist; any unless given. */
  readonly channels?: readonly string[];
  /** The members of the workspace; none unless given. */
  readonly people?: readonly Person[];
  readonly now?: () => number;
}

/** SlackEvents are what the stand-in tells its listeners: requests as they come in, messages posted and edited. */
interface SlackEvents extends AppSideEvents {
  request: [SlackCall];
  message: [SlackMessage];
  update: [SlackMessage];
}

/** SlackStandIn is a running stand-in for Slack. */
export interface SlackStandIn {
  /** Base address of the Web API, for `api_url`. */
  readonly url: string;
  /** An incoming webhook's address. */
  readonly webhookUrl: string;
  readonly events: EventEmitter<SlackEvents>;
  /** All messages in the order they were posted, each in its newest version. */
  messages(): readonly SlackMessage[];
  calls(): readonly SlackCall[];
  /** An uploaded picture's bytes, by the id of its file. */
  file(id: string): Buffer | undefined;
  /** What people do to the app's messages, and what it answers to them. */
  readonly app: AppSide;
  close(): Promise<void>;
}

/** createSlackStandIn starts a server that speaks Slack's Web API and incoming webhooks on the loopback address. */
export async function createSlackStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const now = options.now ?? Date.now;
  const workspace = new Workspace({ ...options, now });
  const events = new EventEmitter<SlackEvents>();
  let base = "";
  const app = new AppSide({ ...options, now }, events as EventEmitter<AppSideEvents>, () => base);
  const calls: SlackCall[] = [];
  const decide = faultFor(options.faults);

  async function takeFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = (request.url ?? "").slice(UPLOADS.length);
    const taken = workspace.files.take(id, await readBytes(request));
    response.writeHead(taken ? 200 : 404).end(taken ? "OK" : "no such upload");
  }

  async function takeResponse(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const taken = app.respond(request.url ?? "", await readArgs(request));
    response.writeHead(taken ? 200 : 404).end(taken ? "ok" : "no such gesture");
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = { ...(await readCall(request)), number: calls.length + 1 };
    calls.push(call);
    events.emit("request", call);
    const fault = decide(call);
    if (fault === "hang") return;
    const bearer = request.headers.authorization?.replace(/^Bearer /, "");
    const answer = typeof fault === "object" ? { body: {} } : carryOut(call, bearer);
    if (answer.changed) events.emit(answer.changed.event, answer.changed.message);
    if (fault === "accept-then-hang") return;
    if (fault === "accept-then-reset") request.socket.destroy();
    const body = withAddress(socketed(call, answer.body), `http://${request.headers.host}`);
    const reply = (call.method === WEBHOOK ? webhookReply : apiReply)(body, fault);
    response.writeHead(reply.status, reply.headers).end(reply.text);
  }

  function carryOut(call: SlackCall, bearer: string | undefined): SlackAnswer {
    return call.method === WEBHOOK
      ? callWebhook(workspace, options, call.args)
      : callMethod(workspace, options, { ...call, bearer });
  }

  /** Where to open a socket is told as a whole address. */
  function socketed({ method }: SlackCall, body: SlackAnswer["body"]): SlackAnswer["body"] {
    const opens = method === "apps.connections.open" && body["ok"] === true;
    return opens ? { ...body, url: `${base.replace(/^http/, "ws")}${app.sockets.path()}` } : body;
  }

  const server = createServer((request, response) => {
    // A client that hangs up while its request is read leaves nobody to answer.
    const path = request.url ?? "/";
    const other = path.startsWith(RESPONSES) ? takeResponse : handle;
    const answer = path.startsWith(UPLOADS) ? takeFile : other;
    void answer(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket) => app.sockets.accept(request, socket));
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  base = `http://${host}:${(server.address() as AddressInfo).port}`;

  return {
    url: `${base}/api/`,
    webhookUrl: `${base}/services/T0STANDIN/B0STANDIN/standin-webhook-secret`,
    events,
    messages: () => workspace.messages(),
    calls: () => calls,
    file: (id) => workspace.files.bytes(id),
    app,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        app.sockets.cut();
        server.closeAllConnections();
      }),
  };
}

const WEBHOOK = "webhook";

/** Where to upload is told as a whole address. */
function withAddress(body: SlackAnswer["body"], base: string): SlackAnswer["body"] {
  const path = body["upload_url"];
  return typeof path === "string" ? { ...body, upload_url: `${base}${path}` } : body;
}

async function readCall(request: IncomingMessage): Promise<Pick<SlackCall, "method" | "args">> {
  const args = await readArgs(request);
  const path = new URL(request.url ?? "/", "http://stand-in").pathname;
  return path.startsWith("/services/")
    ? { method: WEBHOOK, args }
    : { method: path.replace(/^\/api\//, ""), args };
}
