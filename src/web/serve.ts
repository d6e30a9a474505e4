import { once } from "node:events";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { OperatorError } from "../core/errors.ts";

/** Served is a running web server. */
export interface Served {
  readonly url: string;
  /** Stops listening, lets running requests end for up to `graceMs` (1 s), then cuts them off. */
  close(graceMs?: number): Promise<void>;
}

/** serve listens on a host and port (0 takes a free one) and answers with the app's pages. */
export async function serve(
  app: { fetch(request: Request, bindings?: object): Response | Promise<Response> },
  address: { readonly host: string; readonly port: number },
): Promise<Served> {
  const server = createAdaptorServer({
    // What belongs to the request tells whose connection it came by.
    fetch: (request, bindings) => app.fetch(request, bindings),
    overrideGlobalObjects: false,
  }) as Server;
  server.listen(address.port, address.host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new OperatorError(listenAdvice(error, address), { cause: error });
  }
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : address.port;
  const host = address.host.includes(":") ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    async close(graceMs = 1000) {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listenAdvice(error: unknown, address: { host: string; port: number }): string {
  const at = `${address.host}:${address.port}`;
  const code = (error as { code?: unknown }).code;
  if (code === "EADDRINUSE")
    return `Cannot serve on ${at}: another process listens there. Set another server.port in the configuration, or stop the other process.`;
  if (code === "EACCES")
    return `Cannot serve on ${at}: not permitted. Set a server.port above 1023 in the configuration.`;
  return `Cannot serve on ${at} (${String(code)}). Check server.host and server.port in the configuration.`;
}
