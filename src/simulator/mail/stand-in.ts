import { EventEmitter } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type MailFault, type MailFaults, mailFaultFor, refusalAt } from "./fault.ts";
import { Inbox, type Mail, parseMail } from "./inbox.ts";

/** MailStandInOptions say what kind of mail server is stood in for. */
export interface MailStandInOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** A JSONL file: mails outlive the process. */
  readonly store?: string;
  readonly faults?: MailFaults;
  /** With these, only this user is let in. */
  readonly user?: string;
  readonly password?: string;
  /** Addresses that do not exist here. */
  readonly unknown?: readonly string[];
  readonly now?: () => number;
}

/** MailEvents are what the stand-in tells its listeners: mails that arrived, and ones folded into an earlier one. */
interface MailEvents {
  message: [Mail];
  folded: [Mail];
}

/** MailStandIn is a running stand-in for a mail server and its inbox. */
export interface MailStandIn {
  /** Address for the `smtp` section. */
  readonly url: string;
  readonly events: EventEmitter<MailEvents>;
  /** All mails in the order they came, each Message-ID once. */
  mails(): readonly Mail[];
  /** How many mails were dropped because their Message-ID was already there. */
  folded(): number;
  close(): Promise<void>;
}

type Done = (error?: Error | null, message?: string) => void;

/** createMailStandIn starts a mail server on the loopback address that keeps what it is sent. */
export async function createMailStandIn(options: MailStandInOptions = {}): Promise<MailStandIn> {
  const now = options.now ?? Date.now;
  const inbox = new Inbox(options.store);
  const events = new EventEmitter<MailEvents>();
  const decide = mailFaultFor(options.faults);
  const faults = new Map<string, MailFault>();
  let count = 0;

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done) {
    const mail = await parseMail(await bytesOf(stream), now());
    const fault = faults.get(session.id) ?? "ok";
    if (fault === "hang") return;
    const refusal = refusalAt(fault, "data");
    if (refusal) {
      done(refusal);
      return;
    }
    events.emit(inbox.add(mail) ? "message" : "folded", mail);
    if (fault === "accept-then-reset") reset(session);
    else if (fault !== "accept-then-hang") done(null, "kept");
  }

  function reset(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.id === session.id) connection._socket.destroy();
    }
  }

  const server = new SMTPServer({
    disabledCommands: options.user === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    authOptional: options.user === undefined,
    logger: false,
    closeTimeout: 50,
    onAuth(auth, _session, done) {
      const known = auth.username === options.user && auth.password === options.password;
      done(known ? null : new Error("Invalid login"), { user: auth.username });
    },
    onMailFrom(_address, session, done) {
      const fault = decide(++count);
      faults.set(session.id, fault);
      done(refusalAt(fault, "mail"));
    },
    onRcptTo(address, session, done) {
      const missing = options.unknown?.includes(address.address);
      const refused = Object.assign(new Error("no such user here"), { responseCode: 550 });
      done(missing ? refused : refusalAt(faults.get(session.id) ?? "ok", "rcpt"));
    },
    onData(stream, session, done) {
      receive(stream, session, done).catch((error: unknown) => done(error as Error));
    },
  });
  // Connections that break off are part of what is stood in for.
  server.on("error", () => {});
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });

  return {
    url: `smtp://${host}:${(server.server.address() as AddressInfo).port}`,
    events,
    mails: () => inbox.mails(),
    folded: () => inbox.folded(),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
