import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireStream } from "../../src/neo/index.ts";

/** NeoReply is one scripted answer of the fake API. */
export type NeoReply =
  | { status?: number; headers?: Record<string, string>; json: unknown }
  | { status?: number; headers?: Record<string, string>; text: string }
  /** The connection is torn down before an answer. */
  | { trouble: "reset" }
  /** Half of a page comes, then the connection is torn down. */
  | { trouble: "half" }
  /** A byte comes now and then, for ever. */
  | { trouble: "drip" }
  /** Nothing comes, for ever. */
  | { trouble: "silence" };

/** NeoRequest is what one request asked for. */
export interface NeoRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  /** Tells connections apart. */
  readonly port: number | undefined;
}

/** NeoServer is a fake Neo API on loopback: scripted replies first, then pages of `rows`. */
export interface NeoServer {
  readonly url: string;
  readonly requests: NeoRequest[];
  rows: readonly WireStream[];
  script(...replies: NeoReply[]): void;
  /** Resolves when a request has arrived that was not there when it was called. */
  nextRequest(): Promise<void>;
  close(): Promise<void>;
}

/** startNeoServer listens on a free port. */
export async function startNeoServer(): Promise<NeoServer> {
  const requests: NeoRequest[] = [];
  const replies: NeoReply[] = [];
  const waiting: (() => void)[] = [];
  const dripping = new Set<NodeJS.Timeout>();
  let rows: readonly WireStream[] = [];

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://neo.test");
    const query = Object.fromEntries(url.searchParams);
    const port = request.socket.remotePort;
    requests.push({ path: url.pathname, query, headers: request.headers, port });
    for (const arrived of waiting.splice(0)) arrived();
    const reply = replies.shift() ?? { json: pageOf(rows, query) };
    if ("trouble" in reply) play(reply.trouble, response, dripping);
    else answer(reply, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get rows() {
      return rows;
    },
    set rows(next) {
      rows = next;
    },
    script: (...more) => {
      replies.push(...more);
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      for (const timer of dripping) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** wireRow is a row as the API gives it, complete unless told otherwise. */
export function wireRow(over: Partial<WireStream> = {}): WireStream {
  return {
    stream_id: "5f0c2f3e-0000-4000-8000-000000000001",
    task_id: "task-1",
    task_title: "Scan the staging network",
    email: "lead@acme.io",
    model: "neo-1",
    status: "completed",
    is_byok: false,
    created_at: "2026-03-02T10:00:00.000Z",
    neo_credits: 1.25,
    llm_cost: null,
    neo_cost: null,
    step_count: 12,
    tool_calls: 7,
    agent_triggers: 2,
    stream_count: 1,
    total_execution_ms: 61_000,
    llm_time_ms: 40_000,
    tool_time_ms: 20_000,
    avg_step_latency_ms: 5_000,
    error_message: null,
    tool_breakdown: { nmap: { calls: 7, total_duration_ms: 20_000 } },
    agent_breakdown: { recon: 2 },
    ...over,
  };
}

function pageOf(rows: readonly WireStream[], query: Readonly<Record<string, string>>) {
  const from = Date.parse(query["from"] ?? "");
  const to = Date.parse(query["to"] ?? "");
  const offset = Number(query["offset"]);
  const within = rows.filter((row) => {
    const at = Date.parse(row.created_at);
    return at >= from && at < to;
  });
  const data = within.slice(offset, offset + Number(query["limit"]));
  return { data, total: within.length, has_more: offset + data.length < within.length };
}

function answer(reply: Exclude<NeoReply, { trouble: string }>, response: ServerResponse): void {
  const json = "json" in reply;
  response.writeHead(reply.status ?? 200, {
    "content-type": json ? "application/json" : "text/html",
    ...reply.headers,
  });
  response.end(json ? JSON.stringify(reply.json) : reply.text);
}

function play(trouble: string, response: ServerResponse, dripping: Set<NodeJS.Timeout>): void {
  if (trouble === "reset") response.socket?.resetAndDestroy();
  if (trouble === "half") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"data":[{"stream_id":', () => response.socket?.destroy());
  }
  if (trouble === "drip") {
    response.writeHead(200, { "content-type": "application/json" });
    dripping.add(setInterval(() => response.write(" "), 10));
  }
}
