import { beforeEach, describe, expect, it } from "vitest";
import type { Ledger, RowEdit } from "../../../src/core/ports/index.ts";
import { rowsFrom } from "../../../src/core/row-columns.ts";
import { DETAIL_FIELDS, type LedgerRow, type Stream } from "../../../src/core/stream.ts";
import { bare, loaded, NOON, stream } from "./samples.ts";

const MINUTE = 60_000;

/** ledgerContract is what every ledger does; `open` gives an empty one. */
export function ledgerContract(open: () => Promise<Ledger>): void {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await open();
  });
  const write = (streams: readonly Stream[], seenAt = NOON + 5 * MINUTE) =>
    ledger.writePage({ account: "acme", streams, seenAt });

  it("knows nothing of an account that was never written", async () => {
    expect(await ledger.checkpoint("acme")).toEqual({
      account: "acme",
      watermark: null,
      readFrom: null,
      followedFrom: null,
      gaps: 0,
      readyAt: null,
      rows: 0,
    });
    expect(await ledger.coverage()).toEqual([]);
    expect(await ledger.journalHead()).toBe(0);
    expect(await ledger.rowsSince(0)).toEqual({ rows: [], head: 0, more: false });
    expect(await ledger.load(0, () => {})).toEqual({ head: 0 });
  });

  it("gives back every field as it was written", async () => {
    const streams = [stream("a"), bare("b"), stream("c", { neoCredits: 2 ** 53 - 1, llmCost: -5 })];
    const result = await write(streams);
    expect(result).toEqual({ added: 3, changed: 0, unchanged: 0, retracted: 0 });
    const own = { firstSeenAt: NOON + 5 * MINUTE, retracted: false };
    const expected = [
      { ...streams[0], ...own, rowNo: 1, finishedAt: NOON + 90_000 },
      { ...streams[1], ...own, rowNo: 2, finishedAt: NOON },
      { ...streams[2], ...own, rowNo: 3, finishedAt: NOON + 90_000 },
    ];
    expect(await loaded(ledger)).toEqual(expected);
    expect(await ledger.rowsSince(0)).toEqual({ rows: expected, head: 3, more: false });
  });

  it("changes nothing when a page is read again", async () => {
    await write([stream("a"), bare("b")]);
    const result = await write([bare("b"), stream("a")], NOON + 9 * MINUTE);
    expect(result).toEqual({ added: 0, changed: 0, unchanged: 2, retracted: 0 });
    expect(await ledger.journalHead()).toBe(2);
    expect((await loaded(ledger)).map((row) => row.firstSeenAt)).toEqual([
      NOON + 5 * MINUTE,
      NOON + 5 * MINUTE,
    ]);
  });

  it("keeps a changed row's number and when it was first seen", async () => {
    await write([stream("a"), stream("b")]);
    const changed = stream("a", { neoCredits: 7, executionMs: 60 * MINUTE });
    expect(await write([changed, stream("c")], NOON + 9 * MINUTE)).toEqual({
      added: 1,
      changed: 1,
      unchanged: 0,
      retracted: 0,
    });
    const { rows, head } = await ledger.rowsSince(2);
    expect(head).toBe(4);
    expect(rows).toMatchObject([
      // An hour long, but seen after five minutes: it had ended by then.
      {
        id: "a",
        rowNo: 1,
        neoCredits: 7,
        firstSeenAt: NOON + 5 * MINUTE,
        finishedAt: NOON + 5 * MINUTE,
      },
      { id: "c", rowNo: 3, firstSeenAt: NOON + 9 * MINUTE },
    ]);
  });

  it("names a row once, however often it was touched", async () => {
    for (const neoCredits of [1, 2, 3]) await write([stream("a", { neoCredits })]);
    const { rows, head } = await ledger.rowsSince(0);
    expect(rows.map((row) => row.neoCredits)).toEqual([3]);
    expect(head).toBe(3);
    expect(await ledger.rowsSince(3)).toEqual({ rows: [], head: 3, more: false });
  });

  describe("the edits of a stretch of the journal", () => {
    const READY = NOON + 10 * MINUTE;
    const edits = async (seq: number, head: number) => {
      const all: RowEdit[] = [];
      await ledger.editsSince(seq, head, (some) => all.push(...some));
      return all.map(({ kind, was, now }) => [
        kind,
        was?.neoCredits ?? null,
        now?.neoCredits ?? null,
      ]);
    };
    /** Writes what a sweep of everything saw. */
    const sweep = (streams: readonly Stream[], seenAt: number, ready?: boolean) =>
      ledger.writePage({
        ...{ account: "acme", streams, seenAt },
        close: {
          ...{ from: NOON - 60 * MINUTE, to: NOON + 60 * MINUTE, watermark: seenAt },
          seen: new Set(streams.map(({ id }) => id)),
          ...(ready && { ready }),
        },
      });
    const a = (neoCredits: number) => stream("a", { neoCredits });

    beforeEach(async () => {
      await sweep([a(1)], READY, true);
    });

    it("are none where rows are new, come on time, and change before anybody saw them", async () => {
      const createdAt = NOON + 10 * MINUTE;
      await write([stream("b", { createdAt })], READY + MINUTE);
      await write([stream("b", { createdAt, neoCredits: 2 })], READY + 2 * MINUTE);
      expect(await edits(0, 3)).toEqual([]);
      expect(await edits(1, 3)).toEqual([]);
    });

    it("name a row once, as it was before and as it was at the end, whatever came later", async () => {
      await write([a(2)], READY + MINUTE);
      await write([a(3)], READY + 2 * MINUTE);
      await write([a(4)], READY + 3 * MINUTE);
      expect(await edits(1, 4)).toEqual([["changed", 1, 4]]);
      expect(await edits(1, 3)).toEqual([["changed", 1, 3]]);
      expect(await edits(2, 3)).toEqual([["changed", 2, 3]]);
      expect(await edits(4, 4)).toEqual([]);
    });

    it("are a retraction, and a return of what was retracted", async () => {
      await sweep([], READY + MINUTE);
      expect(await edits(1, 2)).toEqual([["retracted", 1, null]]);
      await write([a(5)], READY + 2 * MINUTE);
      expect(await edits(2, 3)).toEqual([["changed", null, 5]]);
      expect(await edits(1, 3)).toEqual([["changed", 1, 5]]);
    });

    it("are rows that came late once the history was read, and nothing of those that went again", async () => {
      await write([stream("late", { neoCredits: 7 }), stream("gone")], NOON + 30 * MINUTE);
      expect(await edits(1, 3)).toHaveLength(2);
      await sweep([a(1), stream("late", { neoCredits: 8 })], NOON + 40 * MINUTE);
      expect(await edits(1, 5)).toEqual([["late", null, 8]]);
    });
  });

  it("takes the later one of a row that a page holds twice", async () => {
    await write([stream("a", { neoCredits: 1 }), stream("a", { neoCredits: 2 })]);
    expect((await loaded(ledger)).map((row) => row.neoCredits)).toEqual([2]);
    expect((await ledger.checkpoint("acme")).rows).toBe(1);
  });

  it("keeps the same id of two accounts apart", async () => {
    await write([stream("a")]);
    const other = { account: "beta", streams: [stream("a", { account: "beta" })], seenAt: NOON };
    expect(await ledger.writePage(other)).toMatchObject({ added: 1 });
    expect((await loaded(ledger)).map((row) => row.account)).toEqual(["acme", "beta"]);
    expect((await ledger.checkpoint("beta")).rows).toBe(1);
  });

  it("loads the rows without details that nobody looks at, and all else as it is", async () => {
    await write([stream("one"), bare("two")]);
    const rows: LedgerRow[] = [];
    await ledger.load(0, (batch) => rows.push(...rowsFrom(batch)), DETAIL_FIELDS);
    const without = (row: LedgerRow) => {
      const details: readonly string[] = DETAIL_FIELDS;
      return Object.fromEntries(Object.entries(row).filter(([field]) => !details.includes(field)));
    };
    expect(rows.map(without)).toEqual((await loaded(ledger)).map(without));
    const some: LedgerRow[] = [];
    await ledger.load(0, (batch) => some.push(...rowsFrom(batch)), ["agents"]);
    expect(some.map((row) => [row.steps, row.tools, row.errorMessage])).toEqual(
      (await loaded(ledger)).map((row) => [row.steps, row.tools, row.errorMessage]),
    );
  });

  it.each([...['"', '","', "\\", "\\u0022", "", "null", "\t", ",", "\u2028", "\u007f🛰"]])(
    "loads rows as they are, next to one whose texts are %j",
    async (text) => {
      const plain = { taskTitle: "Scan", errorMessage: "no luck" };
      const texts = { taskTitle: text, member: text, errorMessage: text };
      const names = { ...plain, model: text, status: text, taskId: text };
      await write([
        stream("a", plain),
        bare("b"),
        stream("c", texts),
        stream("d", names),
        bare("e"),
      ]);
      await write([stream("a", { ...plain, neoCredits: 7 })], NOON + 9 * MINUTE);
      expect(await loaded(ledger)).toEqual((await ledger.rowsSince(0)).rows);
      expect((await loaded(ledger))[2]).toMatchObject(texts);
    },
  );

  it("loads the rows that reach the moment with either time", async () => {
    await write([
      stream("early", { createdAt: NOON - MINUTE, executionMs: 59_999 }),
      stream("running", { createdAt: NOON - MINUTE, executionMs: MINUTE }),
      stream("late", { createdAt: NOON }),
    ]);
    expect((await loaded(ledger, NOON)).map((row) => row.id)).toEqual(["running", "late"]);
  });

  it("records gaps until a sweep is complete again", async () => {
    await ledger.recordGaps("acme", 2);
    expect(await ledger.coverage()).toMatchObject([
      { account: "acme", completeTo: null, gaps: 2, ready: false, settledTo: null },
    ]);
    await ledger.recordGaps("acme", 0);
    expect((await ledger.checkpoint("acme")).gaps).toBe(0);
  });

  it("deletes the rows created before a moment, for good", async () => {
    await write([
      stream("old", { createdAt: NOON - 2, executionMs: 0 }),
      stream("new", { createdAt: NOON }),
    ]);
    expect(await ledger.retain(NOON - 1)).toBe(1);
    expect(await ledger.retain(NOON - 1)).toBe(0);
    expect((await loaded(ledger)).map((row) => row.id)).toEqual(["new"]);
    expect((await ledger.checkpoint("acme")).rows).toBe(1);
    await write([stream("next", { createdAt: NOON })]);
    expect((await loaded(ledger)).map((row) => row.rowNo)).toEqual([2, 3]);
  });
}
