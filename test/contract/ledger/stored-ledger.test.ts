import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ledger } from "../../../src/core/ports/index.ts";
import type { LedgerRow, Stream } from "../../../src/core/stream.ts";
import { createLedger, type SqlPool } from "../../../src/ledger/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { ledgerContract } from "./ledger.case.ts";
import { proofsContract } from "./proofs.case.ts";
import { loaded, NOON, stream } from "./samples.ts";
import { spansContract } from "./spans.case.ts";
import { sweepContract } from "./sweep.case.ts";

const page = fc.array(
  fc.record({ id: fc.integer({ min: 0, max: 12 }), neoCredits: fc.integer({ min: 0, max: 3 }) }),
  { maxLength: 8 },
);

const ids = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 });

describe.each(DATABASE_KINDS)("the ledger on %s", (kind) => {
  const database = useDatabase(kind);
  ledgerContract(async () => createLedger(await database.fresh()));
  sweepContract(async () => createLedger(await database.fresh()));
  spansContract(async () => createLedger(await database.fresh()));
  proofsContract(async () => createLedger(await database.fresh()));

  describe("stored", () => {
    let pool: SqlPool;
    beforeEach(async () => {
      pool = await database.fresh();
    });
    const write = (streams: readonly Stream[]) =>
      createLedger(pool).writePage({ account: "acme", streams, seenAt: NOON });

    it("journals what changed, as it was and as it is", async () => {
      await write([stream("a")]);
      await write([stream("a", { neoCredits: 7, member: null, tools: {} })]);
      const { rows } = await pool.query("SELECT * FROM journal ORDER BY seq");
      const { neoCredits, member, tools } = stream("a");
      expect(rows).toEqual([
        { seq: 1, account: "acme", row_no: 1, kind: "added", at: NOON, before: null, after: null },
        {
          seq: 2,
          account: "acme",
          row_no: 1,
          kind: "changed",
          at: NOON,
          before: { neoCredits, member, tools },
          after: { neoCredits: 7, member: null, tools: {} },
        },
      ]);
    });

    it("finds no change in tools told in another order", async () => {
      await write([
        stream("a", { tools: { x: { calls: 1, durationMs: 2 }, y: { calls: 3, durationMs: 4 } } }),
      ]);
      const again = stream("a", {
        tools: { y: { durationMs: 4, calls: 3 }, x: { durationMs: 2, calls: 1 } },
      });
      expect(await write([again])).toMatchObject({ unchanged: 1 });
    });

    it("leaves rows exactly on a sweep's bounds alone", async () => {
      const bounds = [NOON, NOON + 10].map((createdAt) => stream(`s${createdAt}`, { createdAt }));
      await write(bounds);
      const close = { from: NOON, to: NOON + 10, seen: new Set<string>() };
      const ledger = createLedger(pool);
      const result = await ledger.writePage({ account: "acme", streams: [], seenAt: NOON, close });
      expect(result.retracted).toBe(0);
    });

    it("retracts among more rows of one moment than it reads at once", async () => {
      await pool.query(
        `INSERT INTO streams (row_no, account, id, task_id, model, status, byok, created_at, neo_credits,
           llm_cost, neo_cost, steps, tool_calls, agent_triggers, tools, agents, first_seen_at, finished_at)
         SELECT i, 'acme', 's' || i, 't', 'm', 'completed', false, at, 0, 0, 0, 0, 0, 0, '{}', '{}', at, at
         FROM generate_series(1, 20500) i, (SELECT $1::bigint AS at) noon`,
        [NOON],
      );
      const seen = new Set(Array.from({ length: 20_499 }, (_, i) => `s${i + 1}`));
      const close = { from: NOON - 1, to: NOON + 1, seen };
      const ledger = createLedger(pool);
      await ledger.writePage({ account: "acme", streams: [], seenAt: NOON, close });
      const { rows } = await pool.query("SELECT id FROM streams WHERE retracted_at IS NOT NULL");
      expect(rows).toEqual([{ id: "s20500" }]);
    });

    it("tells what was touched in parts after a long reading, each row in one of them", async () => {
      const streams = Array.from({ length: 2_005 }, (_, i) => stream(`s${i}`));
      await write(streams);
      const ledger = createLedger(pool);
      const first = await ledger.rowsSince(0);
      const second = await ledger.rowsSince(first.head);
      expect([first.head, first.more, second.head, second.more]).toEqual([
        2_000,
        true,
        2_005,
        false,
      ]);
      expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(
        streams.map(({ id }) => id),
      );
    });

    it("stores texts that a database cannot hold with a replacement, and finds them unchanged", async () => {
      const odd = stream("a\0b", {
        taskTitle: "nul \0 and half \ud83d",
        tools: { "x\0": { calls: 1, durationMs: 1 } },
      });
      await write([odd]);
      expect(await write([odd])).toMatchObject({ unchanged: 1 });
      expect(await loaded(createLedger(pool))).toMatchObject([
        {
          id: "a\ufffdb",
          taskTitle: "nul \ufffd and half \ufffd",
          tools: { "x\ufffd": { calls: 1 } },
        },
      ]);
      const close = { from: 0, to: NOON + 1, seen: new Set([odd.id]) };
      const ledger = createLedger(pool);
      const result = await ledger.writePage({ account: "acme", streams: [], seenAt: NOON, close });
      expect(result.retracted).toBe(0);
    });

    it("writes nothing of a page that cannot be written whole", async () => {
      await write([stream("a")]);
      const bad = [stream("b"), stream("c", { neoCredits: 2 ** 63 })];
      await expect(write(bad)).rejects.toThrow(/bigint/);
      expect(await createLedger(pool).rowsSince(0)).toMatchObject({ rows: [{ id: "a" }], head: 1 });
      expect((await createLedger(pool).checkpoint("acme")).rows).toBe(1);
    });

    it("numbers the entries of concurrent pages without gaps", async () => {
      const pages = Array.from({ length: 8 }, (_, p) =>
        Array.from({ length: 5 }, (_, i) => stream(`s${(p * 3 + i) % 20}`)),
      );
      await Promise.all(pages.map(write));
      const { rows } = await pool.query<{ seq: number }>("SELECT seq FROM journal ORDER BY seq");
      expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
      const ledger = createLedger(pool);
      const ids = (await loaded(ledger)).map((row) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(await ledger.journalHead()).toBe(ids.length);
      expect((await ledger.checkpoint("acme")).rows).toBe(ids.length);
    });

    it("holds the same after a page that comes again", async () => {
      const ledger = createLedger(pool);
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 4 }), async (pages) => {
          run += 1;
          const account = `account ${run}`;
          const writes = pages.map((rows) => ({
            account,
            streams: rows.map(({ id, neoCredits }) => stream(`s${id}`, { account, neoCredits })),
            seenAt: NOON,
          }));
          for (const write of writes) await ledger.writePage(write);
          const before = { rows: await rowsOf(ledger, account), head: await ledger.journalHead() };
          const last = writes.at(-1);
          if (last) await ledger.writePage({ ...last, seenAt: NOON + 1 });
          const after = { rows: await rowsOf(ledger, account), head: await ledger.journalHead() };
          expect(after).toEqual(before);
        }),
        { numRuns: 25 },
      );
    });

    it("sums the same whatever the order of the pages and however often a row comes", async () => {
      const ledger = createLedger(pool);
      let run = 0;
      await fc.assert(
        fc.asyncProperty(ids, fc.integer({ min: 1, max: 7 }), async (some, size) => {
          run += 1;
          const [one, two] = [`one ${run}`, `two ${run}`];
          const streams = (account: string) =>
            some.map((id) => stream(`s${id}`, { account, neoCredits: id * 100_000_001 }));
          await ledger.writePage({ account: one, streams: streams(one), seenAt: NOON });
          const reversed = streams(two).reverse();
          for (let i = 0; i < reversed.length; i += size) {
            const part = reversed.slice(i, i + size);
            await ledger.writePage({ account: two, streams: part, seenAt: NOON });
          }
          expect(sum(await rowsOf(ledger, two))).toBe(sum(await rowsOf(ledger, one)));
        }),
        { numRuns: 25 },
      );
    });
  });
});

async function rowsOf(ledger: Ledger, account: string): Promise<readonly LedgerRow[]> {
  return (await loaded(ledger)).filter((row) => row.account === account);
}

function sum(rows: readonly LedgerRow[]): number {
  return rows.reduce((total, row) => total + row.neoCredits, 0);
}
