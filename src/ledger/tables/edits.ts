import type { Edit } from "../../core/ports/index.ts";
import { LATE_MS } from "../../core/stream.ts";
import type { EditEntry } from "../net-edit.ts";
import type { SqlClient } from "../pool.ts";
import { readByRowNos } from "./streams.ts";

interface EditRow {
  readonly kind: "added" | "changed" | "retracted";
  readonly at: number;
  readonly row_no: number;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly total: number;
}

/** Of an entry j on a row s of an account a: the row was changed or retracted, or it came late, once the history was read. */
const IS_EDIT = "(j.kind <> 'added' OR (j.at > a.ready_at AND j.at - s.finished_at > $2))";

/**
 * readEdits reads what the journal tells of rows that changed, were retracted, or came late: more than ten minutes after
 * their run had ended, once the account's history had been read.
 */
export async function readEdits(
  client: Pick<SqlClient, "query">,
  since: number,
  limit: number,
): Promise<{ readonly edits: readonly Edit[]; readonly total: number }> {
  const { rows } = await client.query<EditRow>(
    `SELECT j.kind, j.at, j.row_no, j.before, j.after, count(*) OVER () AS total
     FROM journal j
       JOIN streams s ON s.row_no = j.row_no
       JOIN accounts a ON a.account = j.account
     WHERE (s.created_at >= $1 OR s.finished_at >= $1)
       AND ${IS_EDIT}
     ORDER BY j.seq DESC LIMIT $3`,
    [since, LATE_MS, limit],
  );
  const numbers = [...new Set(rows.map((row) => row.row_no))];
  const known = new Map((await readByRowNos(client, numbers)).map((row) => [row.rowNo, row]));
  const edits = rows.flatMap(({ kind, at, row_no, before, after }): Edit[] => {
    const row = known.get(row_no);
    return row ? [{ kind: kind === "added" ? "late" : kind, at, row, before, after }] : [];
  });
  return { edits, total: rows[0]?.total ?? 0 };
}

/** Stretch is a part of the journal: the entries after `seq` up to `head`, of rows numbered above `after`, at most `limit` rows. */
export interface Stretch {
  readonly seq: number;
  readonly head: number;
  readonly after: number;
  readonly limit: number;
}

/**
 * readEntries reads, for the rows that a stretch of the journal edited, all their entries after its beginning, oldest first.
 * A row that was added within it and did not come late is an ordinary new one, whatever happened to it since.
 */
export async function readEntries(
  client: Pick<SqlClient, "query">,
  { seq, head, after, limit }: Stretch,
): Promise<ReadonlyMap<number, readonly EditEntry[]>> {
  const { rows } = await client.query<{ row_no: number; entries: readonly EditEntry[] }>(
    `SELECT j.row_no, json_agg(json_build_object('seq', j.seq, 'kind', j.kind, 'before', j.before)
         ORDER BY j.seq) AS entries
     FROM journal j
       JOIN streams s ON s.row_no = j.row_no
       JOIN accounts a ON a.account = j.account
     WHERE j.seq > $1 AND j.row_no > $3
     GROUP BY j.row_no
     HAVING bool_and(${IS_EDIT}) AND bool_or(j.seq <= $4)
     ORDER BY j.row_no LIMIT $5`,
    [seq, LATE_MS, after, head, limit],
  );
  return new Map(rows.map(({ row_no, entries }) => [row_no, entries]));
}
