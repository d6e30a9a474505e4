import type { Edit } from "../../core/ports/index.ts";
import type { SqlClient } from "../pool.ts";
import { readByRowNos } from "./streams.ts";

/** A row that comes within this time of its run's end, ms, is not late: polls and the API's own delay take as long. */
const LATE_MS = 600_000;

interface EditRow {
  readonly kind: "added" | "changed" | "retracted";
  readonly at: number;
  readonly row_no: number;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly total: number;
}

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
       AND (j.kind <> 'added' OR (j.at > a.ready_at AND j.at - s.finished_at > $2))
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
