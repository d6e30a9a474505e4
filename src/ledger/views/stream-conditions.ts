import type { StreamFilter, StreamOrder, StreamPlace } from "../../core/ports/index.ts";
import { storable } from "../storable.ts";
import type { Binding } from "./binding.ts";

/** ORDERED says by what each order goes, and which way. */
export const ORDERED: Readonly<
  Record<StreamOrder, { readonly key: string; readonly way: "ASC" | "DESC" }>
> = {
  newest: { key: "s.created_at", way: "DESC" },
  oldest: { key: "s.created_at", way: "ASC" },
  costliest: { key: "(s.neo_credits + s.neo_cost)", way: "DESC" },
  cheapest: { key: "(s.neo_credits + s.neo_cost)", way: "ASC" },
};

/** spanConditions are a filter's bounds of time. */
export function spanConditions({ from, to }: StreamFilter, { put }: Binding): readonly string[] {
  return [
    ...(from === undefined ? [] : [`s.created_at >= ${put(from, "bigint")}`]),
    ...(to === undefined ? [] : [`s.created_at < ${put(to, "bigint")}`]),
  ];
}

/** memberConditions are a filter's member, where it asks for one: those without are in no index. */
export function memberConditions({ member }: StreamFilter, { put }: Binding): readonly string[] {
  return typeof member === "string" ? [`s.member = ${put(storable(member), "text")}`] : [];
}

/** restConditions are what of a filter no index knows. */
export function restConditions(filter: StreamFilter, { put }: Binding): readonly string[] {
  const { account, member, model, status, byok, text, costAbove } = filter;
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? [] : [`s.${column} = ${put(storable(value), "text")}`];
  return [
    "s.retracted_at IS NULL",
    ...equal("account", account),
    ...(member === null ? ["s.member IS NULL"] : []),
    ...equal("model", model),
    ...equal("status", status),
    ...(byok === undefined ? [] : [`s.byok = ${put(byok, "boolean")}`]),
    ...(costAbove === undefined
      ? []
      : [`s.neo_credits + s.neo_cost > ${put(costAbove, "bigint")}`]),
    ...(text === undefined ? [] : [holds(put(storable(text), "text"))]),
  ];
}

function holds(text: string): string {
  const holdsIt = (column: string) => `strpos(lower(${column}), lower(${text})) > 0`;
  return `(${holdsIt("s.task_id")} OR ${holdsIt("coalesce(s.task_title, '')")})`;
}

/** placeCondition is what comes after a place of an order. */
export function placeCondition(
  order: StreamOrder,
  after: StreamPlace | null,
  { put }: Binding,
): readonly string[] {
  if (after === null) return [];
  const { key, way } = ORDERED[order];
  const place = `(${put(after.key, "bigint")}, ${put(after.rowNo, "integer")})`;
  return [`(${key}, s.row_no) ${way === "DESC" ? "<" : ">"} ${place}`];
}
