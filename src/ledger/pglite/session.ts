import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Client, type ClientConfig } from "pg";
import { exactTypes } from "../exact-types.ts";
import type { SqlNotification, SqlQuery, SqlResult } from "../pool.ts";
import { quoteName } from "../quote-name.ts";
import { Turns } from "./turns.ts";

/**
 * Session is PGlite's only session, spoken to through pg's own client, so that values, results and errors are
 * the same as from a server. Whoever holds its turn has it alone.
 */
export class Session {
  readonly turns = new Turns();
  readonly #db: PGlite;
  readonly #client: Client;
  readonly #subscribers = new Map<string, Set<(message: SqlNotification) => void>>();
  readonly #listening = new Map<string, Promise<void>>();
  #path = "";
  #closed = false;

  private constructor(db: PGlite, client: Client) {
    this.#db = db;
    this.#client = client;
    client.on("notification", (message) => this.#tell(message as SqlNotification));
  }

  /** start makes the session of an opened PGlite, which it owns from then on. */
  static async start(db: PGlite): Promise<Session> {
    const config = { ...createPgConfig(db), types: exactTypes } as unknown as ClientConfig;
    const client = new Client(config);
    await client.connect();
    return new Session(db, client);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** inTransaction says whether a BEGIN is open, failed or not. */
  get inTransaction(): boolean {
    const status = this.#client.getTransactionStatus();
    return status === "T" || status === "E";
  }

  /** run sends one query; only the holder of the turn may call it. */
  async run<Row>(query: SqlQuery): Promise<SqlResult<Row>> {
    const { values, ...rest } = query;
    const full = values ? { ...rest, values: [...values] } : rest;
    try {
      return (await this.#client.query(full)) as unknown as SqlResult<Row>;
    } catch (error) {
      // pg reports an error before the session is ready again; only then is the transaction's state known.
      await this.#client.query(";").catch(() => {});
      throw error;
    }
  }

  /** setPath makes unqualified names resolve by `path`, where they do not yet. */
  async setPath(path: string): Promise<void> {
    if (this.#path === path) return;
    await this.run({ text: `SET search_path TO ${path}` });
    this.#path = path;
  }

  /** readPath asks for the path after a statement that may have changed it. */
  async readPath(): Promise<string> {
    const { rows } = await this.run<{ search_path: string }>({ text: "SHOW search_path" });
    this.#path = rows[0]?.search_path ?? "";
    return this.#path;
  }

  /** subscribe starts to pass on a channel's notifications; once listened to, a channel stays so. */
  async subscribe(channel: string, take: (message: SqlNotification) => void): Promise<void> {
    const takers = this.#subscribers.get(channel);
    if (takers) {
      takers.add(take);
      return this.#listening.get(channel);
    }
    this.#subscribers.set(channel, new Set([take]));
    const listening = this.#alone(`LISTEN ${quoteName(channel)}`);
    this.#listening.set(channel, listening);
    return listening;
  }

  /** unsubscribe stops to pass them on. */
  unsubscribe(channel: string, take: (message: SqlNotification) => void): void {
    this.#subscribers.get(channel)?.delete(take);
  }

  /** close ends the session and shuts PGlite down, after whoever holds the turn. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const end = await this.turns.take();
    try {
      await this.#client.end();
      await this.#db.close();
    } finally {
      end();
    }
  }

  async #alone(text: string): Promise<void> {
    const end = await this.turns.take();
    try {
      await this.run({ text });
    } finally {
      end();
    }
  }

  #tell(message: SqlNotification): void {
    // After the current query's own result, as a server would do it: a listener may query in turn.
    for (const take of this.#subscribers.get(message.channel) ?? []) {
      queueMicrotask(() => take(message));
    }
  }
}
