import { EventEmitter } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** HookFault is what the server does with a request: answer with a status, or take it and lose the answer. */
export type HookFault =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | "reset"
  | "hang";

/** HookRequest is a request as it came. */
export interface HookRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** Answer is how the service takes a request that is as it should be: by default HTTP 200. */
export type Answer = (request: HookRequest) => Exclude<HookFault, string>;

/** webhookServer takes webhooks; faults are used up from the front, then it answers as the service would. */
export async function webhookServer(
  faults: readonly HookFault[] = [],
  answer: Answer = () => ({ status: 200 }),
) {
  const left = [...faults];
  const requests: HookRequest[] = [];
  const events = new EventEmitter<{ request: [HookRequest] }>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const got = {
      method: request.method ?? "",
      headers: request.headers,
      body: Buffer.concat(parts).toString("utf8"),
      path: request.url ?? "",
    };
    const fault = left.shift() ?? answer(got);
    requests.push(got);
    events.emit("request", got);
    if (fault === "reset") request.socket.destroy();
    if (typeof fault !== "object") return;
    response.writeHead(fault.status, fault.headers).end(fault.body ?? "as told");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/hooks/very-secret-path`,
    requests,
    events,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
