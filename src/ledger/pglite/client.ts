import { EventEmitter } from "node:events";
import type { SqlClient, SqlNotification, SqlQuery, SqlResult } from "../pool.ts";
import { type ListenCommand, listenCommand } from "./listen-text.ts";
import type { Session } from "./session.ts";
import { Turns } from "./turns.ts";

/**
 * PgliteClient acts as one session of its own on PGlite's only one.
 *
 * | state   | a query                          | then                                     |
 * |---------|----------------------------------|------------------------------------------|
 * | idle    | waits for the turn and runs      | idle, or holding if it opened a BEGIN    |
 * | holding | runs at once                     | holding until COMMIT or ROLLBACK: idle   |
 *
 * LISTEN and UNLISTEN only register: they never hold the turn. `SET search_path` stays with this client.
 */
export class PgliteClient extends EventEmitter implements SqlClient {
  readonly #session: Session;
  /** Queries of one client run in the order they were asked, as pg's do. */
  readonly #order = new Turns();
  readonly #channels = new Set<string>();
  readonly #take = (message: SqlNotification) => void this.emit("notification", message);
  #path: string;
  #pathTouched = false;
  #endTurn: (() => void) | null = null;
  #released = false;

  constructor(session: Session, path: string) {
    super();
    // Each waiting worker of the queue adds a listener; their number is no leak.
    this.setMaxListeners(0);
    this.#session = session;
    this.#path = path;
  }

  async query<Row = Record<string, unknown>>(
    query: string | SqlQuery,
    values?: readonly unknown[],
  ): Promise<SqlResult<Row>> {
    if (this.#released) throw new Error("Cannot use a client after it was released");
    if (this.#session.closed) throw new Error("Cannot use a pool after calling end on the pool");
    const full = asQuery(query, values);
    const next = await this.#order.take();
    try {
      const listen = listenCommand(full.text);
      return listen ? await this.#listen(listen) : await this.#run<Row>(full);
    } finally {
      next();
    }
  }

  release(error?: Error | boolean): void {
    if (this.#released) return;
    this.#released = true;
    this.#unlisten("*");
    // A ROLLBACK that fails means a database that is gone, and the transaction with it.
    if (this.#endTurn) this.#rollBack().catch(() => {});
    if (error) this.emit("end");
  }

  async #run<Row>(query: SqlQuery): Promise<SqlResult<Row>> {
    this.#endTurn ??= await this.#session.turns.take();
    try {
      if (!this.#session.inTransaction) await this.#session.setPath(this.#path);
      if (/search_path/i.test(query.text)) this.#pathTouched = true;
      return await this.#session.run<Row>(query);
    } finally {
      if (!this.#session.inTransaction) await this.#giveUpTurn();
    }
  }

  async #giveUpTurn(): Promise<void> {
    const end = this.#endTurn;
    this.#endTurn = null;
    try {
      if (this.#pathTouched) this.#path = await this.#session.readPath();
      this.#pathTouched = false;
    } finally {
      end?.();
    }
  }

  async #listen<Row>({ verb, channel }: ListenCommand): Promise<SqlResult<Row>> {
    if (this.#endTurn) {
      throw new Error("LISTEN inside a transaction is not supported by the embedded database");
    }
    if (verb === "listen") await this.#session.subscribe(channel, this.#take);
    else this.#unlisten(channel);
    if (verb === "listen") this.#channels.add(channel);
    return { rows: [], rowCount: null };
  }

  #unlisten(channel: string): void {
    for (const one of channel === "*" ? [...this.#channels] : [channel]) {
      this.#channels.delete(one);
      this.#session.unsubscribe(one, this.#take);
    }
  }

  async #rollBack(): Promise<void> {
    try {
      await this.#session.run({ text: "ROLLBACK" });
    } finally {
      await this.#giveUpTurn();
    }
  }
}

/** asQuery brings pg's two ways of calling query into one. */
export function asQuery(query: string | SqlQuery, values?: readonly unknown[]): SqlQuery {
  if (typeof query !== "string") return values ? { ...query, values } : query;
  return values ? { text: query, values } : { text: query };
}
