import { expect, test } from "vitest";
import type { UsagePage } from "../../../src/core/ports/index.ts";
import { SweepTally } from "../../../src/flow/collect/sweep-tally.ts";
import { usageStream } from "../../support/neo-server-memory.ts";

const page = (ids: string, total: number, over: Partial<UsagePage> = {}): UsagePage => ({
  streams: [...ids].map((id) => usageStream(id, 0)),
  total,
  hasMore: false,
  unreadable: [],
  ...over,
});

function taken(...pages: UsagePage[]): SweepTally {
  const tally = new SweepTally();
  for (const one of pages) tally.take(one);
  return tally;
}

test.each<[string, UsagePage[], string]>([
  ["no rows", [page("", 0)], "complete"],
  ["one page", [page("abc", 3)], "complete"],
  ["several pages", [page("ab", 3), page("c", 3)], "complete"],
  ["has_more that is wrong", [page("abc", 3, { hasMore: true }), page("", 3)], "complete"],
  ["a row twice, and none missing", [page("ab", 4), page("cd", 4)], "complete"],
  ["the total grew", [page("ab", 3), page("c", 4), page("d", 4)], "total_changed"],
  ["the total fell", [page("ab", 4), page("c", 3)], "total_changed"],
  ["a row twice, one missing", [page("ab", 3), page("b", 3)], "rows_missing"],
  ["fewer rows than counted", [page("ab", 3), page("", 3)], "rows_missing"],
  ["more rows than counted", [page("abcd", 3)], "rows_beyond_total"],
  ["a row unreadable", [page("ab", 3, { unreadable: ["row 2"] })], "unreadable_rows"],
])("judges a sweep: %s", (_, pages, verdict) => {
  const proof = taken(...pages).proof();
  expect(proof.complete ? "complete" : proof.fault).toBe(verdict);
});

test.each<[string, UsagePage[], boolean]>([
  ["ends when as many rows came as are counted", [page("abc", 3)], true],
  ["goes on while fewer came", [page("ab", 3)], false],
  ["counts rows that cannot be read", [page("ab", 3, { unreadable: ["row 2"] })], true],
  ["goes on while has_more brings new rows", [page("abc", 3, { hasMore: true })], false],
  [
    "ends when has_more brings nothing new",
    [page("abc", 3, { hasMore: true }), page("abc", 3, { hasMore: true })],
    true,
  ],
  ["ends with an empty page, whatever is claimed", [page("", 3, { hasMore: true })], true],
])("%s", (_, pages, ended) => {
  expect(taken(...pages).ended).toBe(ended);
});

test("goes on by the rows that came, since a server may give smaller pages than asked for", () => {
  expect(taken(page("ab", 5), page("c", 5, { unreadable: ["row 3"] })).offset).toBe(4);
});

test("follows a has_more without end only so far", () => {
  const tally = new SweepTally();
  let pages = 0;
  while (!tally.ended) {
    const streams = Array.from({ length: 200 }, (_, i) => usageStream(`${pages}-${i}`, 0));
    tally.take({ streams, total: 3, hasMore: true, unreadable: [] });
    pages += 1;
  }
  expect(pages).toBeLessThan(10);
});

test("says what is wrong in numbers, and names unreadable rows", () => {
  expect(taken(page("ab", 3), page("", 3)).proof()).toMatchObject({
    detail: "2 distinct rows came, the API counts 3",
  });
  expect(taken(page("ab", 3), page("cd", 4)).proof()).toMatchObject({
    detail: "the API's total went from 3 to 4 while it was read",
  });
  const five = ["row 1", "row 2", "row 3", "row 4", "row 5"];
  expect(taken(page("", 5, { unreadable: five })).proof()).toMatchObject({
    detail: "5 rows cannot be read: row 1; row 2; row 3",
  });
});
