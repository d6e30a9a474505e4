import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Interaction } from "./gesture.ts";
import { acceptWebSocket, type WebSocketPeer } from "./web-socket.ts";

/** SOCKETS is where Socket Mode's connections are opened. */
export const SOCKETS = "/link/";

/** Sockets are the Socket Mode connections of an app. */
export class Sockets {
  readonly #tickets = new Set<string>();
  readonly #peers = new Set<WebSocketPeer>();
  readonly #waiting = new Map<string, (payload: unknown) => void>();
  readonly #changed: (connections: number) => void;

  constructor(changed: (connections: number) => void) {
    this.#changed = changed;
  }

  /** path is where the next connection may be opened, once. */
  path(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `${SOCKETS}?ticket=${ticket}`;
  }

  /** accept takes an upgrade whose ticket was handed out. */
  accept(request: IncomingMessage, socket: Duplex): void {
    const url = new URL(request.url ?? "/", "http://stand-in");
    if (url.pathname !== SOCKETS || !this.#tickets.delete(url.searchParams.get("ticket") ?? "")) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
      return;
    }
    const peer = acceptWebSocket(request, socket, {
      text: (text) => this.#acknowledged(text),
      closed: () => {
        this.#peers.delete(peer);
        this.#changed(this.#peers.size);
      },
    });
    this.#peers.add(peer);
    const hello = { type: "hello", num_connections: this.#peers.size };
    peer.send(JSON.stringify({ ...hello, connection_info: { app_id: "A0STANDIN" } }));
    this.#changed(this.#peers.size);
  }

  connections(): number {
    return this.#peers.size;
  }

  /** send sends an interaction on the newest connection, `times` times over; resolves with what it is acknowledged with. */
  send({ type, payload }: Interaction, times = 1): Promise<unknown> {
    const peer = [...this.#peers].at(-1);
    if (!peer) return Promise.reject(new Error("no app is connected by Socket Mode"));
    const id = randomUUID();
    const acknowledged = new Promise((resolve) => this.#waiting.set(id, resolve));
    const envelope = { envelope_id: id, type, payload, accepts_response_payload: true };
    for (let time = 0; time < times; time += 1) peer.send(JSON.stringify(envelope));
    return acknowledged;
  }

  /** refresh tells every connection that it will be closed, as Slack does every few hours; like Slack it leaves the connection as it is then. */
  refresh(): void {
    const goodbye = JSON.stringify({ type: "disconnect", reason: "refresh_requested" });
    for (const peer of this.#peers) {
      peer.linger();
      peer.send(goodbye);
    }
  }

  /** cut ends every connection without a word. */
  cut(): void {
    for (const peer of this.#peers) peer.cut();
  }

  #acknowledged(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as {
      envelope_id?: string;
      payload?: unknown;
    };
    this.#waiting.get(id ?? "")?.(payload);
    this.#waiting.delete(id ?? "");
  }
}
