import type { SpanSums, TimeSpan } from "../../core/ports/index.ts";
import type { SqlClient } from "../pool.ts";

type Client = Pick<SqlClient, "query">;

/** The spans as rows `w`, numbered from 1. */
const SPANS = "unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS w (start, until, place)";
/** The rows of an account within a span that count. */
const WITHIN =
  "s.account = $1 AND s.created_at >= w.start AND s.created_at < w.until AND s.retracted_at IS NULL";

/** readCounts counts an account's rows in each of the spans. */
export async function readCounts(
  client: Client,
  account: string,
  spans: readonly TimeSpan[],
): Promise<readonly number[]> {
  const { rows } = await client.query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM streams s WHERE ${WITHIN}) AS rows FROM ${SPANS} ORDER BY place`,
    [account, ...ends(spans)],
  );
  return rows.map((row) => row.rows);
}

/** readQuietMoments finds the middle of the longest time without a row near each of the moments. */
export async function readQuietMoments(
  client: Client,
  account: string,
  near: readonly number[],
  withinMs: number,
): Promise<readonly number[]> {
  const spans = near.map((at) => ({ from: at - withinMs, to: at + withinMs }));
  // The two ends of the reach stand for rows just beyond it, so that one without any rows gives its own middle.
  const { rows } = await client.query<{ quiet: number }>(
    `SELECT (
       SELECT (at + next) / 2 FROM (
         SELECT at, lead(at) OVER (ORDER BY at) AS next FROM (
           SELECT s.created_at AS at FROM streams s WHERE ${WITHIN}
           UNION ALL SELECT w.start UNION ALL SELECT w.until) moments) pauses
       WHERE next IS NOT NULL
       ORDER BY next - at DESC, abs(at + next - w.start - w.until) LIMIT 1) AS quiet
     FROM ${SPANS} ORDER BY place`,
    [account, ...ends(spans)],
  );
  return rows.map((row) => row.quiet);
}

interface SumRow {
  readonly place: number;
  readonly member: string | null;
  readonly rows: number;
  readonly neo_credits: number;
  readonly llm_cost: number;
  readonly neo_cost: number;
  readonly byok: number;
}

/** readSums adds up an account's rows in each of the spans. */
export async function readSums(
  client: Client,
  account: string,
  spans: readonly TimeSpan[],
): Promise<readonly SpanSums[]> {
  // A sum of BIGINTs is a NUMERIC, which pg gives as text.
  const { rows } = await client.query<SumRow>(
    `SELECT w.place, s.member, count(*) AS rows, sum(s.neo_credits)::bigint AS neo_credits,
       coalesce(sum(s.llm_cost) FILTER (WHERE s.byok), 0)::bigint AS llm_cost,
       coalesce(sum(s.neo_cost) FILTER (WHERE s.byok), 0)::bigint AS neo_cost,
       count(*) FILTER (WHERE s.byok) AS byok
     FROM ${SPANS} JOIN streams s ON ${WITHIN}
     GROUP BY w.place, s.member`,
    [account, ...ends(spans)],
  );
  return spans.map((span, index) =>
    added(
      span,
      rows.filter(({ place }) => place === index + 1),
    ),
  );
}

function added(span: TimeSpan, rows: readonly SumRow[]): SpanSums {
  const total = (of: (row: SumRow) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    ...span,
    rows: total((row) => row.rows),
    neoCredits: total((row) => row.neo_credits),
    members: new Map(
      rows.flatMap((row) => (row.member === null ? [] : [[row.member, row.neo_credits] as const])),
    ),
    byok: {
      llmCost: total((row) => row.llm_cost),
      neoCost: total((row) => row.neo_cost),
      streams: total((row) => row.byok),
    },
  };
}

function ends(spans: readonly TimeSpan[]): [number[], number[]] {
  return [spans.map(({ from }) => from), spans.map(({ to }) => to)];
}
