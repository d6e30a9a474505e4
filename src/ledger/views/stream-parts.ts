import type { StreamPart, StreamPlace, StreamQuery } from "../../core/ports/index.ts";
import type { LedgerRow } from "../../core/stream.ts";
import type { SqlPool } from "../pool.ts";
import {
  COLLECTED,
  type CollectedRows,
  rowsFromCollected,
  SELECTED,
} from "../tables/stream-columns.ts";
import { allOf, type Binding, createBinding } from "./binding.ts";
import {
  memberConditions,
  ORDERED,
  placeCondition,
  restConditions,
  spanConditions,
} from "./stream-conditions.ts";

/** So many streams are looked at for one part: some 30 ms of the embedded database's time. */
const LOOKED_AT = 20_000;

/** Few is which of a filter's conditions leave so few streams that they can be sorted. */
type Few = "member" | "span" | null;

/**
 * readStreamPart reads the next part of a list of streams. They are looked at in the order of an index, so many at a time; by cost, where
 * a member or a stretch of time leaves few, all of those are sorted instead. What fits no index costs no more than that.
 */
export async function readStreamPart(pool: SqlPool, query: StreamQuery): Promise<StreamPart> {
  const few = await fewIn(pool, query);
  const found = few === null ? await walk(pool, query) : await sort(pool, query, few);
  const streams = found.slice(0, query.limit);
  const last = streams.at(-1);
  if (found.length > query.limit && last) {
    const { createdAt, neoCredits, neoCost, rowNo } = last;
    const key = isByTime(query) ? createdAt : neoCredits + neoCost;
    return { streams, next: { key, rowNo } };
  }
  return { streams, next: few === null ? await lastLookedAt(pool, query) : null };
}

async function fewIn(pool: SqlPool, query: StreamQuery): Promise<Few> {
  if (isByTime(query)) return null;
  for (const few of ["member", "span"] as const) {
    const binding = createBinding();
    const conditions = fewConditions(query, few, binding);
    if (conditions.length === 0) continue;
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM streams s WHERE ${allOf(conditions)} LIMIT ${LOOKED_AT + 1}) s`,
      binding.values,
    );
    if ((rows[0]?.count ?? 0) <= LOOKED_AT) return few;
  }
  return null;
}

/** Of a member's streams the stretch of time is in the same index. */
function fewConditions(
  { filter }: StreamQuery,
  few: "member" | "span",
  binding: Binding,
): readonly string[] {
  if (few === "span") return spanConditions(filter, binding);
  const member = memberConditions(filter, binding);
  return member.length === 0 ? [] : [...member, ...spanConditions(filter, binding)];
}

/** The fence of OFFSET 0 keeps the planner from walking the index of costs after all. */
async function sort(pool: SqlPool, query: StreamQuery, few: "member" | "span") {
  const binding = createBinding();
  const { filter, order, after, limit } = query;
  const picked = allOf(fewConditions(query, few, binding));
  const fitting = allOf([
    ...restConditions(filter, binding),
    ...memberConditions(filter, binding),
    ...placeCondition(order, after, binding),
  ]);
  return rowsOf(
    pool,
    `SELECT * FROM (SELECT ${SELECTED} FROM streams s WHERE ${picked} OFFSET 0) s
     WHERE ${fitting} ORDER BY ${byOrder(query)} LIMIT ${limit + 1}`,
    binding,
  );
}

async function walk(pool: SqlPool, query: StreamQuery): Promise<readonly LedgerRow[]> {
  const binding = createBinding();
  const looked = allOf(walked(query, binding));
  const fitting = allOf([
    ...restConditions(query.filter, binding),
    ...(isByTime(query)
      ? []
      : [...memberConditions(query.filter, binding), ...spanConditions(query.filter, binding)]),
  ]);
  // The outer limit stops the walk as soon as enough fit.
  return rowsOf(
    pool,
    `SELECT * FROM (
       SELECT ${SELECTED} FROM streams s WHERE ${looked} ORDER BY ${byOrder(query)} LIMIT ${LOOKED_AT}) s
     WHERE ${fitting} LIMIT ${query.limit + 1}`,
    binding,
  );
}

/** What bounds the walk along an index: by cost the place alone. */
function walked({ filter, order, after }: StreamQuery, binding: Binding): readonly string[] {
  const byTime = order === "newest" || order === "oldest";
  return [
    ...(byTime ? [...memberConditions(filter, binding), ...spanConditions(filter, binding)] : []),
    ...placeCondition(order, after, binding),
  ];
}

async function lastLookedAt(pool: SqlPool, query: StreamQuery): Promise<StreamPlace | null> {
  const binding = createBinding();
  const looked = allOf(walked(query, binding));
  const { rows } = await pool.query<StreamPlace>(
    `SELECT ${ORDERED[query.order].key} AS key, s.row_no AS "rowNo" FROM streams s
     WHERE ${looked} ORDER BY ${byOrder(query)} OFFSET ${LOOKED_AT - 1} LIMIT 1`,
    binding.values,
  );
  return rows[0] ?? null;
}

async function rowsOf(pool: SqlPool, select: string, { values }: Binding): Promise<LedgerRow[]> {
  const { rows } = await pool.query<CollectedRows>(
    `SELECT ${COLLECTED} FROM (${select}) s`,
    values,
  );
  return rows.flatMap(rowsFromCollected);
}

function byOrder({ order }: StreamQuery): string {
  const { key, way } = ORDERED[order];
  return `${key} ${way}, s.row_no ${way}`;
}

function isByTime({ order }: StreamQuery): boolean {
  return order === "newest" || order === "oldest";
}
