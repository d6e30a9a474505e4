import type { Alert } from "../../core/alerts/index.ts";
import type { AlertQuery } from "../../core/ports/index.ts";
import type { SqlPool } from "../pool.ts";
import { storable } from "../storable.ts";
import { allOf, createBinding } from "./binding.ts";

/** readAlertList reads alerts as they were last seen, the last changed first. */
export async function readAlertList(
  pool: SqlPool,
  { status, rule, member, before, limit }: AlertQuery,
): Promise<readonly Alert[]> {
  const { values, put } = createBinding();
  const label = (name: string, value: string | undefined) =>
    value === undefined
      ? []
      : [`document -> 'labels' ->> '${name}' = ${put(storable(value), "text")}`];
  const conditions = [
    ...(status === undefined ? [] : [`status = ${put(status, "text")}`]),
    ...label("rule", rule),
    ...label("member", member),
    ...(before === undefined
      ? []
      : [
          `(updated_at, id) < (${put(before.updatedAt, "bigint")}, ${put(storable(before.id), "text")})`,
        ]),
  ];
  const { rows } = await pool.query<{ document: Alert }>(
    `SELECT document FROM alerts WHERE ${allOf(conditions)}
     ORDER BY updated_at DESC, id DESC LIMIT ${put(limit, "integer")}`,
    values,
  );
  return rows.map(({ document }) => document);
}

/** readAlert reads one alert as it was last seen. */
export async function readAlert(pool: SqlPool, id: string): Promise<Alert | null> {
  const { rows } = await pool.query<{ document: Alert }>(
    "SELECT document FROM alerts WHERE id = $1",
    [storable(id)],
  );
  return rows[0]?.document ?? null;
}
