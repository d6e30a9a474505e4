import type { Alert, Transition } from "../../src/core/alerts/index.ts";
import type { SystemCondition } from "../../src/core/ports/index.ts";
import type { SqlPool } from "../../src/ledger/index.ts";
import type { Fact } from "./world.ts";

/** HeldRow is a row of the ledger that counts. */
export interface HeldRow extends Fact {
  readonly account: string;
  readonly rowNo: number;
  readonly firstSeenAt: number;
  readonly finishedAt: number;
}

/** Held is what the daemon's database says, read past the daemon. */
export interface Held {
  readonly rows: readonly HeldRow[];
  readonly accounts: readonly {
    readonly account: string;
    readonly watermark: number | null;
    readonly gaps: number;
    readonly ready_at: number | null;
    readonly read_from: number | null;
    readonly rows: number;
  }[];
  /** Since when a UTC day is read whole. */
  readonly days: readonly {
    readonly account: string;
    readonly day: number;
    readonly read_at: number | null;
  }[];
  readonly conditions: readonly Pick<SystemCondition, "kind" | "subject" | "advice">[];
  /** Messages that are stored and not sent. */
  readonly unsent: number;
}

/** readHeld reads it in one statement: one moment. */
export async function readHeld(pool: SqlPool): Promise<Held> {
  const { rows } = await pool.query<{ held: Held }>(`SELECT json_build_object(
    'rows', (SELECT coalesce(json_agg(json_build_object('account', account, 'id', id, 'member', member,
       'status', status, 'byok', byok, 'createdAt', created_at, 'neoCredits', neo_credits, 'llmCost', llm_cost,
       'neoCost', neo_cost, 'rowNo', row_no, 'firstSeenAt', first_seen_at, 'finishedAt', finished_at)
       ORDER BY row_no), '[]') FROM streams WHERE retracted_at IS NULL),
    'accounts', (SELECT coalesce(json_agg(a ORDER BY account), '[]') FROM accounts a),
    'days', (SELECT coalesce(json_agg(json_build_object('account', account, 'day', day, 'read_at', read_at)), '[]')
       FROM day_proofs),
    'conditions', (SELECT coalesce(json_agg(c), '[]') FROM conditions c),
    'unsent', (SELECT count(*) FROM outbox WHERE status <> 'sent')) AS held`);
  const held = rows[0]?.held;
  if (!held) throw new Error("the database held nothing");
  return held;
}

/** Journaled is an entry of the journal with what it says of the row. */
export interface Journaled {
  readonly seq: number;
  readonly rowNo: number;
  readonly kind: "added" | "changed" | "retracted";
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Written is what the daemon wrote down of a whole run. */
export interface Written {
  readonly alerts: readonly Alert[];
  readonly transitions: readonly Transition[];
  readonly journal: readonly Journaled[];
  /** When a rule was first evaluated for an account, by `account rule`. */
  readonly evaluatedSince: ReadonlyMap<string, number>;
  /** When a row was last read otherwise than before, by `account id`. */
  readonly lastEdited: ReadonlyMap<string, number>;
}

/** readWritten reads it. */
export async function readWritten(pool: SqlPool): Promise<Written> {
  const alerts = await pool.query<{ document: Alert }>("SELECT document FROM alerts ORDER BY id");
  const transitions = await pool.query<Transition>(
    `SELECT alert_id AS "alertId", at, from_status AS "from", to_status AS "to", reason, value, bound AS "limit"
     FROM transitions ORDER BY no`,
  );
  const journal = await pool.query<Journaled>(
    `SELECT seq, row_no AS "rowNo", kind, before, after FROM journal ORDER BY seq`,
  );
  const evaluated = await pool.query<Moment>(
    "SELECT concat_ws(' ', key::json ->> 0, key::json ->> 1) AS name, at FROM baselined",
  );
  const edited = await pool.query<Moment>(
    `SELECT concat_ws(' ', s.account, s.id) AS name, max(j.at) AS at
     FROM journal j JOIN streams s USING (row_no) GROUP BY name`,
  );
  return {
    evaluatedSince: byName(evaluated.rows),
    lastEdited: byName(edited.rows),
    alerts: alerts.rows.map(({ document }) => document),
    transitions: transitions.rows,
    journal: journal.rows,
  };
}

interface Moment {
  readonly name: string;
  readonly at: number;
}

function byName(moments: readonly Moment[]): ReadonlyMap<string, number> {
  return new Map(moments.map(({ name, at }) => [name, at]));
}
