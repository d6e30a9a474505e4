import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { Files } from "./files.ts";
import type { Person } from "./person.ts";

/** SlackMessage is a message as the workspace holds it, its newest version after edits. */
export interface SlackMessage {
  /** The channel's id. */
  readonly channel: string;
  /** The channel's name without `#`. */
  readonly channelName: string;
  /** Slack's id and time in one: seconds and microseconds. */
  readonly ts: string;
  /** The parent's ts where this is a reply in a thread. */
  readonly threadTs: string | null;
  /** A reply that the channel sees too. */
  readonly broadcast: boolean;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly attachments: readonly unknown[];
  readonly metadata: unknown;
  /** How often it was edited. */
  readonly edits: number;
  readonly via: "api" | "webhook";
}

/** SlackDraft is what a call gives of a message. */
export type SlackDraft = Pick<
  SlackMessage,
  "threadTs" | "broadcast" | "text" | "blocks" | "attachments" | "metadata" | "via"
>;

/** channelId gives a channel name the id that it has in every stand-in. */
function channelId(name: string): string {
  return `C${createHash("sha256").update(name).digest("hex").slice(0, 10).toUpperCase()}`;
}

/** Workspace holds channels and messages; with a file, each change is a line of it, and a new one starts from there. */
export class Workspace {
  readonly files = new Files();
  readonly #channels = new Map<string, string>();
  readonly #messages = new Map<string, SlackMessage>();
  readonly #people: readonly Person[];
  readonly #open: boolean;
  readonly #store: string | undefined;
  readonly #now: () => number;
  #lastMicros = 0;

  /** Without a list of channels, every name that is posted to exists. */
  constructor(options: {
    channels?: readonly string[];
    people?: readonly Person[];
    store?: string | undefined;
    now: () => number;
  }) {
    this.#people = options.people ?? [];
    this.#open = options.channels === undefined;
    for (const name of options.channels ?? []) this.#addChannel(name);
    this.#store = options.store;
    this.#now = options.now;
    if (this.#store && existsSync(this.#store)) this.#read(this.#store);
  }

  /** channel finds a channel's id by its id or its name. */
  channel(wanted: string): string | undefined {
    if (this.#channels.has(wanted)) return wanted;
    const name = wanted.replace(/^#/, "");
    const id = channelId(name);
    if (this.#channels.has(id)) return id;
    return this.#open && !/^[CGD][A-Z0-9]{8,}$/.test(wanted) ? this.#addChannel(name) : undefined;
  }

  channels(): readonly { id: string; name: string }[] {
    return [...this.#channels].map(([id, name]) => ({ id, name }));
  }

  /** The members of the workspace. */
  people(): readonly Person[] {
    return this.#people;
  }

  /** directMessages opens the conversation with one person, or finds it. */
  directMessages({ id, name }: Person): string {
    const channel = `D${id.slice(1)}`;
    this.#channels.set(channel, `@${name}`);
    return channel;
  }

  messages(): readonly SlackMessage[] {
    return [...this.#messages.values()];
  }

  message(channel: string, ts: string): SlackMessage | undefined {
    return this.#messages.get(`${channel}/${ts}`);
  }

  post(channel: string, draft: SlackDraft): SlackMessage {
    return this.#save({
      channel,
      channelName: this.#channels.get(channel) ?? channel,
      ts: this.#nextTs(),
      ...draft,
      edits: 0,
    });
  }

  edit(message: SlackMessage, changes: Partial<SlackDraft>): SlackMessage {
    return this.#save({ ...message, ...changes, edits: message.edits + 1 });
  }

  #save(message: SlackMessage): SlackMessage {
    this.#keep(message);
    // Written before the answer goes out: what was acknowledged outlives a killed process.
    if (this.#store) appendFileSync(this.#store, `${JSON.stringify(message)}\n`);
    return message;
  }

  #keep(message: SlackMessage): void {
    this.#channels.set(message.channel, message.channelName);
    this.#messages.set(`${message.channel}/${message.ts}`, message);
    this.#lastMicros = Math.max(this.#lastMicros, Number(message.ts.replace(".", "")));
  }

  #read(file: string): void {
    const text = readFileSync(file, "utf8");
    // A killed process may leave half a line at the end; its request was never answered, so it is dropped,
    // and ended, lest the next message be appended to it.
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (const line of whole.split("\n").filter((each) => each !== "")) {
      const message = readLine(line);
      if (message) this.#keep(message);
    }
    if (whole.length < text.length) appendFileSync(file, "\n");
  }

  #addChannel(name: string): string {
    const id = channelId(name.replace(/^#/, ""));
    this.#channels.set(id, name.replace(/^#/, ""));
    return id;
  }

  #nextTs(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, this.#now() * 1000);
    const digits = String(this.#lastMicros);
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }
}

/** readLine reads a stored message; a torn line from a killed process is nothing. */
function readLine(line: string): SlackMessage | undefined {
  try {
    return JSON.parse(line) as SlackMessage;
  } catch {
    return undefined;
  }
}
