import type { SpendPart } from "../../core/ports/index.ts";
import type { SpendCell } from "../../core/views/index.ts";
import type { SqlPool } from "../pool.ts";

/** SpendSpan is a span of creation times, ms since the epoch; without an end where `to` is null. */
export interface SpendSpan {
  readonly from: number;
  readonly to: number | null;
}

const FIELDS = [
  "account",
  "member",
  "model",
  "status",
  "byok",
  "at",
  "streams",
  "neoCredits",
  "llmCost",
  "neoCost",
] as const satisfies readonly (keyof SpendCell)[];

type Lists = Readonly<Record<(typeof FIELDS)[number], readonly unknown[] | null>>;

/** readSpendCells adds up the streams of a span, and tells to which journal entry that is complete: one statement sees one moment. */
export async function readSpendCells(
  pool: SqlPool,
  { from, to }: SpendSpan,
  each: boolean,
): Promise<SpendPart> {
  const at = each ? "created_at" : "$1::bigint";
  const { rows } = await pool.query<Lists & { head: number }>(
    `SELECT (SELECT seq FROM head) AS head, ${FIELDS.map((field) => `json_agg(s."${field}") AS "${field}"`).join(", ")}
     FROM (
       SELECT account, member, model, status, byok, ${at} AS at, count(*) AS streams,
         sum(neo_credits) AS "neoCredits", sum(llm_cost) AS "llmCost", sum(neo_cost) AS "neoCost"
       FROM streams
       WHERE created_at >= $1 AND ($2::bigint IS NULL OR created_at < $2) AND retracted_at IS NULL
       GROUP BY account, member, model, status, byok${each ? ", created_at" : ""}) s`,
    [from, to],
  );
  const [lists] = rows;
  const length = lists?.at?.length ?? 0;
  const cells = Array.from({ length }, (_, row) =>
    Object.fromEntries(FIELDS.map((field) => [field, lists?.[field]?.[row]])),
  ) as unknown as SpendCell[];
  return { cells, head: lists?.head ?? 0 };
}
