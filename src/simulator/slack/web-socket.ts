import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** WebSocketPeer is the other end of a connection that the stand-in has accepted. */
export interface WebSocketPeer {
  send(text: string): void;
  /** Leaves the other's goodbye unanswered from now on. */
  linger(): void;
  /** Cuts the connection without a word. */
  cut(): void;
}

/** WebSocketListener is told what comes from the other end. */
export interface WebSocketListener {
  text(text: string): void;
  closed(): void;
}

/** What the handshake's key is hashed with (RFC 6455, 1.3). */
const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const [CONTINUED, TEXT, CLOSE, PING, PONG] = [0, 1, 8, 9, 10];

/**
 * acceptWebSocket answers an upgrade and speaks as much of RFC 6455 as a stand-in for Slack needs: texts in one frame or
 * several, pings, and the closing handshake; no extensions.
 */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  listener: WebSocketListener,
): WebSocketPeer {
  const key = request.headers["sec-websocket-key"] ?? "";
  const accept = createHash("sha1").update(`${key}${MAGIC}`).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let pending: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let lingers = false;

  function take({ final, opcode, payload }: Frame): void {
    if (opcode === PING) socket.write(frameOf(PONG, payload));
    if (opcode === CLOSE && !lingers) socket.end(frameOf(CLOSE, payload));
    if (opcode !== TEXT && opcode !== CONTINUED) return;
    parts.push(payload);
    if (!final) return;
    const text = Buffer.concat(parts).toString("utf8");
    parts = [];
    listener.text(text);
  }

  socket.on("data", (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    for (let frame = readFrame(pending); frame; frame = readFrame(pending)) {
      pending = pending.subarray(frame.length);
      take(frame);
    }
  });
  // A peer that goes away without goodbye is told of by the close that follows.
  socket.on("error", () => {});
  socket.on("close", () => listener.closed());
  return {
    send: (text) => void socket.write(frameOf(TEXT, Buffer.from(text, "utf8"))),
    linger: () => {
      lingers = true;
    },
    cut: () => void socket.destroy(),
  };
}

interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  /** Of the whole frame, bytes. */
  readonly length: number;
}

/** readFrame reads the first frame of what has come so far; null while it is not whole. */
function readFrame(data: Buffer): Frame | null {
  const first = data[0];
  const second = data[1];
  if (first === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 0x80) !== 0;
  const start = 2 + extra + (masked ? 4 : 0);
  if (data.length < start) return null;
  const size =
    extra === 0 ? short : extra === 2 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
  const length = start + size;
  if (data.length < length) return null;
  const payload = Buffer.from(data.subarray(start, length));
  if (masked) unmask(payload, data.subarray(start - 4, start));
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, length };
}

function unmask(payload: Buffer, mask: Buffer): void {
  for (let i = 0; i < payload.length; i += 1) {
    payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  }
}

/** frameOf is one whole frame as a server sends it, unmasked. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head =
    length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  head[0] = 0x80 | opcode;
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}
