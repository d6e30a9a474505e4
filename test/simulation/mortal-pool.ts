import { EventEmitter } from "node:events";
import type { SqlClient, SqlPool, SqlQuery, SqlResult } from "../../src/ledger/pool.ts";
import type { Random } from "../../src/simulator/random.ts";
import { DatabaseFailure } from "./injected.ts";
import type { Call, Life, Turn } from "./life.ts";
import type { Timeline } from "./timeline.ts";

/** SqlTrouble says how often a statement of a life fails although the database stands, and what follows each time. */
export interface SqlTrouble {
  readonly random: Random;
  /** Share of statements that fail now. */
  readonly share: () => number;
  /** Spoils a statement's values on purpose. */
  readonly spoil?: ((text: string, values: readonly unknown[]) => readonly unknown[]) | undefined;
}

/**
 * Session is the embedded database's only session: while one has a transaction open, the others wait, and who of them comes
 * next is drawn.
 */
export class Session {
  readonly #timeline: Timeline;
  readonly #random: Random;
  #holder: object | null = null;
  #waiting: (() => void)[] = [];

  constructor(timeline: Timeline, random: Random) {
    this.#timeline = timeline;
    this.#random = random;
  }

  /** Whether no transaction is open. */
  get free(): boolean {
    return this.#holder === null;
  }

  turnOf(client: object): Turn {
    return {
      ready: (again) => {
        if (this.#holder === null || this.#holder === client) return true;
        this.#waiting.push(again);
        return false;
      },
    };
  }

  /** note follows a client's statement that took effect: a transaction may have begun or ended with it. */
  note(client: object, text: string): void {
    if (text.startsWith("BEGIN")) this.#holder = client;
    if (text === "COMMIT" || text === "ROLLBACK") this.end(client);
  }

  /** end lets the next one in, where the client held the session. */
  end(client: object): void {
    if (this.#holder !== client) return;
    this.#holder = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    while (waiting.length > 0) {
      const [again] = waiting.splice(this.#random.int(waiting.length), 1);
      if (again) this.#timeline.after(0, again);
    }
  }
}

/** mortalPool is a pool as one life sees it: every statement is a call of that life, and its transactions end with it. */
export function mortalPool(
  pool: SqlPool,
  life: Life,
  session: Session,
  trouble: SqlTrouble,
): SqlPool {
  const shape = new EventEmitter();
  const steps = new Steps(life, session, trouble);
  return Object.assign(shape, {
    options: pool.options,
    query: <Row>(query: string | SqlQuery, values?: readonly unknown[]) =>
      steps.run({}, textOf(query), () => pool.query<Row>(query, values)),
    connect: async () => steps.client(await pool.connect()),
    end: async () => {},
  }) as unknown as SqlPool;
}

class Steps {
  readonly #life: Life;
  readonly #session: Session;
  readonly #trouble: SqlTrouble;

  constructor(life: Life, session: Session, trouble: SqlTrouble) {
    this.#life = life;
    this.#session = session;
    this.#trouble = trouble;
  }

  /** run is one statement of a client, or of none. */
  run<Row>(
    client: object,
    text: string,
    effect: () => Promise<SqlResult<Row>>,
  ): Promise<SqlResult<Row>> {
    const { random } = this.#trouble;
    const call: Call = {
      kind: text === "COMMIT" ? "commit" : "sql",
      text: text.replace(/\s+/g, " ").slice(0, 60),
      ms: random.int(3),
      turn: this.#session.turnOf(client),
    };
    const failure = this.#failureOf(text);
    return this.#life.call(call, async () => {
      if (failure === "before") throw new DatabaseFailure(`the database failed before ${text}`);
      const result = await effect();
      this.#session.note(client, text);
      if (failure === "after") throw new DatabaseFailure(`the answer to ${text} was lost`);
      return result;
    });
  }

  client(real: SqlClient): SqlClient {
    const leave = () => {
      // Rolls back what is open, as a server does when a connection is lost.
      real.release();
      this.#session.end(real);
    };
    this.#life.atEnd(leave);
    return {
      query: <Row>(query: string | SqlQuery, values?: readonly unknown[]) =>
        this.run(real, textOf(query), () => real.query<Row>(query, this.#spoilt(query, values))),
      release: leave,
    } as unknown as SqlClient;
  }

  #spoilt(query: string | SqlQuery, values: readonly unknown[] | undefined) {
    const { spoil } = this.#trouble;
    return spoil && values ? spoil(textOf(query), values) : values;
  }

  /** ROLLBACK never fails: a session that cannot even roll back is one that is gone, and its process with it here. */
  #failureOf(text: string): "before" | "after" | null {
    const { random, share } = this.#trouble;
    if (text === "ROLLBACK" || !random.chance(share())) return null;
    return random.chance(0.5) ? "before" : "after";
  }
}

function textOf(query: string | SqlQuery): string {
  return typeof query === "string" ? query : query.text;
}
