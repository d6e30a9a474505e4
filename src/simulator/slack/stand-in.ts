import { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readArgs } from "./body.ts";
import { faultFor, type SlackCall, type SlackFaults } from "./fault.ts";
import { callMethod, callWebhook, type Door } from "./front.ts";
import type { SlackAnswer } from "./methods.ts";
import { apiReply, webhookReply } from "./reply.ts";
import { type SlackMessage, Workspace } from "./workspace.ts";

/** SlackStandInOptions say what kind of Slack is stood in for. */
export interface SlackStandInOptions extends Door {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** A JSONL file: messages outlive the process and are there again at the next start. */
  readonly store?: string;
  readonly faults?: SlackFaults;
  /** Channels that exist; any unless given. */
  readonly channels?: readonly string[];
  readonly now?: () => number;
}

/** SlackEvents are what the stand-in tells its listeners: requests as they come in, messages posted and edited. */
interface SlackEvents {
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
  close(): Promise<void>;
}

/** createSlackStandIn starts a server that speaks Slack's Web API and incoming webhooks on the loopback address. */
export async function createSlackStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const workspace = new Workspace({ ...options, now: options.now ?? Date.now });
  const events = new EventEmitter<SlackEvents>();
  const calls: SlackCall[] = [];
  const decide = faultFor(options.faults);

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
    const reply = (call.method === WEBHOOK ? webhookReply : apiReply)(answer.body, fault);
    response.writeHead(reply.status, reply.headers).end(reply.text);
  }

  function carryOut(call: SlackCall, bearer: string | undefined): SlackAnswer {
    return call.method === WEBHOOK
      ? callWebhook(workspace, options, call.args)
      : callMethod(workspace, options, { ...call, bearer });
  }

  const server = createServer((request, response) => {
    // A client that hangs up while its request is read leaves nobody to answer.
    void handle(request, response).catch(() => response.destroy());
  });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const base = `http://${host}:${(server.address() as AddressInfo).port}`;

  return {
    url: `${base}/api/`,
    webhookUrl: `${base}/services/T0STANDIN/B0STANDIN/standin-webhook-secret`,
    events,
    messages: () => workspace.messages(),
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const WEBHOOK = "webhook";

async function readCall(request: IncomingMessage): Promise<Pick<SlackCall, "method" | "args">> {
  const args = await readArgs(request);
  const path = new URL(request.url ?? "/", "http://stand-in").pathname;
  return path.startsWith("/services/")
    ? { method: WEBHOOK, args }
    : { method: path.replace(/^\/api\//, ""), args };
}
