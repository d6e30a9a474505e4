import type { Random } from "../../src/simulator/random.ts";
import type { ShownPage } from "./api.ts";

/** LIES are the ways in which an answer is wrong. */
export const LIES = [
  "a row is left out",
  "a row comes twice",
  "total is too high",
  "total is too low",
  "has_more is wrong",
  "a row cannot be read",
  "the page is empty",
  "half a body",
] as const;
export type ApiLie = (typeof LIES)[number];

/** lieAbout makes a page wrong; half a body is cut where bodies are made. */
export function lieAbout(page: ShownPage, lie: ApiLie, random: Random): ShownPage {
  const { rows, total, hasMore } = page;
  const at = random.int(Math.max(rows.length, 1));
  switch (lie) {
    case "a row is left out":
      return { ...page, rows: rows.toSpliced(at, 1) };
    case "a row comes twice":
      return { ...page, rows: [...rows.slice(0, at + 1), ...rows.slice(at)] };
    case "total is too high":
      return { ...page, total: total + 1 + random.int(3) };
    case "total is too low":
      return { ...page, total: Math.max(0, total - 1 - random.int(3)) };
    case "has_more is wrong":
      return { ...page, hasMore: !hasMore };
    case "a row cannot be read":
      return { ...page, rows: rows.toSpliced(at, 1), unreadable: Math.min(1, rows.length) };
    case "the page is empty":
      return { ...page, rows: [] };
    case "half a body":
      return page;
  }
}
