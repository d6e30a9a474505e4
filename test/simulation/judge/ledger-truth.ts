import { isDeepStrictEqual } from "node:util";
import type { Held } from "../held.ts";
import { type Fact, factOf, type World } from "../world.ts";

/** Difference is a row that the ledger holds otherwise than the API tells it. */
export interface Difference {
  readonly account: string;
  readonly id: string;
  readonly text: string;
}

/** differences lists what an account's ledger lacks, has too much or has otherwise than the truth at a moment. */
export function differences(
  held: Held,
  world: World,
  account: string,
  at: number,
): readonly Difference[] {
  const has = new Map(
    held.rows.filter((row) => row.account === account).map((row) => [row.id, row]),
  );
  return (world.rows.get(account) ?? []).flatMap((row) => {
    const truth = factOf(row, at);
    const known = has.get(row.id);
    if (truth === null && known === undefined) return [];
    const text = differenceOf(row.id, truth, known);
    return text === null ? [] : [{ account, id: row.id, text }];
  });
}

function differenceOf(id: string, truth: Fact | null, known: Fact | undefined): string | null {
  if (truth === null) return `row ${id} counts, the API does not have it`;
  if (known === undefined) return `row ${id} is missing`;
  const fields = (Object.keys(truth) as (keyof Fact)[]).filter(
    (field) => !isDeepStrictEqual(truth[field], known[field]),
  );
  if (fields.length === 0) return null;
  return `row ${id}: ${fields.map((field) => `${field} is ${known[field]}, not ${truth[field]}`).join(", ")}`;
}
