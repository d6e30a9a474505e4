import { SocketModeClient } from "@slack/socket-mode";
import { WebAPIPlatformError } from "@slack/web-api";
import type { Log } from "../../../core/ports/index.ts";
import type { Secret } from "../../../core/secret.ts";
import { SILENT, TIMEOUT_MS } from "../client.ts";

/** The first wait before a failed connection is tried again, ms; it doubles up to the longest. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** So long, ms, a connection gets to say goodbye before it is cut. */
const GOODBYE_MS = 1_000;
/** A connection on which Slack has not said hello by then, ms, is tried anew. */
const HELLO_MS = 30_000;

/** SocketParts is what a Socket Mode connection needs. */
export interface SocketParts {
  readonly appToken: Secret;
  readonly apiUrl: string | undefined;
  readonly log: Log;
  /** Takes what Slack tells; it was acknowledged before. */
  readonly take: (body: unknown) => void;
}

/** Socket is a Socket Mode connection that is kept up. */
export interface Socket {
  connected(): boolean;
  close(): Promise<void>;
}

/**
 * openSocket keeps a Socket Mode connection to Slack, each with a client of its own.
 *
 * | state      | event                                        | next                                            |
 * |------------|----------------------------------------------|-------------------------------------------------|
 * | connecting | Slack says hello                             | connected; the waits begin anew                 |
 * | connecting | it fails                                     | connecting again after a wait that grows to 60 s|
 * | connected  | Slack says that it will close the connection | connecting, at once, while the old one ends     |
 * | connected  | the connection ends                          | connecting, at once                             |
 * | any        | close                                        | closed                                          |
 *
 * The client's own reconnecting is off: where Slack renews a connection it leaves seconds without one, and a token that was revoked in
 * the meantime would end the process with an unhandled rejection.
 */
export function openSocket(parts: SocketParts): Socket {
  const { log } = parts;
  const open = new Set<SocketModeClient>();
  let current: SocketModeClient | null = null;
  let closed = false;
  let waitMs = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;
  let toldDown = false;

  function connect(): void {
    if (closed) return;
    const client = clientOf(parts);
    open.add(client);
    let over = false;
    const next = (afterMs: number) => {
      if (over) return;
      over = true;
      if (current === client) current = null;
      timer = setTimeout(connect, afterMs);
    };
    client.on("ws_message", (data: unknown) => {
      if (typeof data === "string" && saysGoodbye(data)) next(0);
    });
    client.on("disconnected", () => {
      open.delete(client);
      next(current === client ? 0 : waitMs);
    });
    client.on("slack_event", ({ ack, body }: { ack: () => Promise<void>; body: unknown }) => {
      // What cannot be acknowledged is told again, and known by then.
      ack().catch((error: Error) => log.warn("Slack's call was not acknowledged", { error }));
      parts.take(body);
    });
    // Errors of the connection end in `disconnected`; nobody else may be left without a listener.
    client.on("error", (error: Error) => log.debug("Socket Mode connection failed", { error }));
    const slow = setTimeout(() => void goodbye(client), HELLO_MS);
    client.start().then(
      () => {
        clearTimeout(slow);
        // The client has no way to give up while it asks where to connect.
        if (closed) return void goodbye(client);
        current = client;
        waitMs = FIRST_WAIT_MS;
        if (toldDown) log.info("Slack is connected again by Socket Mode", {});
        toldDown = false;
      },
      (error: unknown) => {
        clearTimeout(slow);
        open.delete(client);
        tellDown(error);
        next(waitMs);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      },
    );
  }

  /** Once for each time that it is down: the tries go on. */
  function tellDown(error: unknown): void {
    if (toldDown || closed) return;
    toldDown = true;
    const word = error instanceof WebAPIPlatformError ? error.data.error : "no connection";
    log.warn(
      `Slack cannot be connected by Socket Mode (${word}): buttons and /neo-budget do nothing until it is; it is tried on. To do: ${adviceFor(word)}`,
      {},
    );
  }

  connect();
  return {
    connected: () => current !== null,
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all([...open].map(goodbye));
    },
  };
}

/** A peer that does not answer the goodbye is cut: asking twice is how the client is told to. */
async function goodbye(client: SocketModeClient): Promise<void> {
  const cut = setTimeout(() => void client.disconnect(), GOODBYE_MS);
  await client.disconnect();
  clearTimeout(cut);
}

function clientOf({ appToken, apiUrl }: SocketParts): SocketModeClient {
  return new SocketModeClient({
    appToken: appToken.reveal(),
    autoReconnectEnabled: false,
    logger: SILENT,
    clientOptions: {
      ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: TIMEOUT_MS,
    },
  });
}

function saysGoodbye(data: string): boolean {
  try {
    return (JSON.parse(data) as { type?: unknown }).type === "disconnect";
  } catch {
    return false;
  }
}

function adviceFor(word: string): string {
  switch (word) {
    case "not_authed":
    case "invalid_auth":
    case "not_allowed_token_type":
    case "token_revoked":
      return "check slack_app.app_token: it must be an app-level token (xapp-…) with the scope connections:write";
    case "missing_scope":
      return "give the app-level token the scope connections:write";
    default:
      return "check that Slack can be reached from this machine, and that Socket Mode is switched on for the app";
  }
}
