import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type {
  StreamFilter,
  StreamOrder,
  StreamPlace,
  Views,
} from "../../../src/core/ports/index.ts";
import { STREAM_ORDERS } from "../../../src/core/ports/index.ts";
import type { LedgerRow, Stream } from "../../../src/core/stream.ts";
import {
  createAlertStore,
  createLedger,
  createOutbox,
  createViews,
  type SqlPool,
} from "../../../src/ledger/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { alert, draft, loaded, NOON, save, stream } from "./samples.ts";

const filter = fc.record(
  {
    account: fc.constantFrom("acme", "other"),
    member: fc.constantFrom("a@x", "b@x", null, "nobody"),
    model: fc.constantFrom("opus", "haiku"),
    status: fc.constantFrom("completed", "failed"),
    byok: fc.boolean(),
    text: fc.constantFrom("scan", "SCAN 1", "t-2", "%", "_"),
    from: fc.integer({ min: 0, max: 20 }).map((at) => NOON + at),
    to: fc.integer({ min: 0, max: 20 }).map((at) => NOON + at),
    costAbove: fc.integer({ min: -1, max: 9 }),
  },
  { requiredKeys: [] },
);

const rows = fc.array(
  fc.record({
    createdAt: fc.integer({ min: 0, max: 20 }).map((at) => NOON + at),
    member: fc.constantFrom("a@x", "b@x", null),
    model: fc.constantFrom("opus", "haiku"),
    status: fc.constantFrom("completed", "failed"),
    byok: fc.boolean(),
    taskId: fc.constantFrom("t-1", "t-2"),
    taskTitle: fc.constantFrom("Scan 1", "100%", null),
    neoCredits: fc.integer({ min: 0, max: 5 }),
    neoCost: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe.each(DATABASE_KINDS)("what is shown of the ledger, on %s:", (kind) => {
  const database = useDatabase(kind);
  let pool: SqlPool;
  let views: Views;
  beforeEach(async () => {
    pool = await database.fresh();
    views = createViews(pool);
  });
  const write = (streams: readonly Partial<Stream>[]) =>
    createLedger(pool).writePage({
      account: "acme",
      streams: streams.map((one, i) => stream(one.id ?? `s${i}`, one)),
      seenAt: NOON,
    });

  it("a list of streams holds, part by part, exactly those that its filter picks, in its order", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        filter as fc.Arbitrary<StreamFilter>,
        fc.constantFrom(...STREAM_ORDERS),
        fc.integer({ min: 1, max: 7 }),
        async (streams, picked, order, limit) => {
          pool = await database.fresh();
          views = createViews(pool);
          await write(streams);
          const expected = (await loaded(createLedger(pool)))
            .filter((one) => fits(one, picked))
            .sort(by(order))
            .map(({ rowNo }) => rowNo);
          const listed: number[] = [];
          let after: StreamPlace | null = null;
          do {
            const part = await views.streams({ filter: picked, order, after, limit });
            expect(part.streams.length).toBeLessThanOrEqual(limit);
            listed.push(...part.streams.map(({ rowNo }) => rowNo));
            after = part.next;
          } while (after !== null);
          expect(listed).toEqual(expected);
        },
      ),
      { numRuns: kind === "pglite" ? 60 : 25 },
    );
  });

  it("a filter that fits rarely is looked for in so many streams at a time, and the list goes on", async () => {
    await pool.query(
      `INSERT INTO streams (row_no, account, id, task_id, model, status, byok, created_at, neo_credits,
         llm_cost, neo_cost, steps, tool_calls, agent_triggers, tools, agents, first_seen_at, finished_at)
       SELECT i, 'acme', 's' || i, 't', 'm', CASE WHEN i % 20500 = 1 THEN 'failed' ELSE 'completed' END, false,
         $1::bigint + i, i, 0, 0, 0, 0, 0, '{}', '{}', 0, 0 FROM generate_series(1, 20502) i`,
      [NOON],
    );
    for (const order of ["newest", "costliest"] as const) {
      const query = { filter: { status: "failed" }, order, limit: 5 } as const;
      const first = await views.streams({ ...query, after: null });
      expect(first.streams.map(({ id }) => id)).toEqual(["s20501"]);
      expect(first.next?.rowNo).toBe(503);
      const second = await views.streams({ ...query, after: first.next });
      expect([second.streams.map(({ id }) => id), second.next]).toEqual([["s1"], null]);
    }
  });

  it("one stream comes with what became of it, also where it is retracted", async () => {
    await write([{ id: "a", neoCredits: 1 }]);
    await write([{ id: "a", neoCredits: 2 }]);
    const close = { from: NOON - 1, to: NOON + 1, seen: new Set<string>() };
    await createLedger(pool).writePage({ account: "acme", streams: [], seenAt: NOON + 5, close });
    expect(await views.stream("acme", "a")).toMatchObject({
      stream: { id: "a", neoCredits: 2, retracted: true },
      edits: [
        { kind: "retracted", at: NOON + 5 },
        { kind: "changed", before: { neoCredits: 1 }, after: { neoCredits: 2 } },
      ],
    });
    expect(await views.stream("acme", "b")).toBeNull();
    expect(await views.stream("other", "a\0")).toBeNull();
  });

  it("messages are listed newest first, by state, receiver and alert", async () => {
    const outbox = [
      draft("1", "a/slack/0"),
      draft("2", "b/slack/0", { firing: [alert("x")], resolved: [alert("y")] }),
      draft("3", "a/slack/0", { firing: [], resolved: [alert("y"), alert("y")] }),
    ];
    await createAlertStore(pool).save(save(0, { outbox }));
    const sender = createOutbox(pool, { owner: "one" });
    const row = await sender.claim("b/slack/0", NOON, 1);
    if (row) await sender.giveUp(row, { reason: "not_found", detail: "no channel" }, NOON + 1);
    const keys = async (query = {}) =>
      (await views.deliveries({ limit: 9, ...query })).map(({ key }) => key);
    expect(await keys()).toEqual(["3", "2", "1"]);
    expect(await keys({ receiver: "a" })).toEqual(["3", "1"]);
    expect(await keys({ state: "failed" })).toEqual(["2"]);
    expect(await keys({ alert: "y" })).toEqual(["3", "2"]);
    const [newest] = await views.deliveries({ limit: 1 });
    expect(await keys({ before: newest?.no, limit: 1 })).toEqual(["2"]);
    expect(await views.delivery("2")).toMatchObject({
      ...{
        state: "failed",
        reason: "not_found",
        detail: "no channel",
        endedAt: NOON + 1,
        attempts: 1,
      },
      ...{ notice: "first", title: "Error rate of x@y is 34 %", message: { key: "2" } },
    });
    expect(await views.delivery("4")).toBeNull();
  });

  it("messages that are past their retention are of no alert any more", async () => {
    await createAlertStore(pool).save(save(0, { outbox: [draft("1")] }));
    const sender = createOutbox(pool, { owner: "one" });
    const row = await sender.claim("lane", NOON, 1);
    if (row) await sender.sent(row, null, NOON);
    await createLedger(pool).retain(NOON + 1);
    expect(await views.deliveries({ alert: "a", limit: 9 })).toEqual([]);
    expect((await pool.query("SELECT * FROM outbox_alerts")).rows).toEqual([]);
  });

  it("alerts are listed by when they changed last, those that are long over, too", async () => {
    const alerts = [
      alert("a", { updatedAt: 1, status: "inactive", labels: { rule: "one", member: "x" } }),
      alert("b", { updatedAt: 2, labels: { rule: "two", member: "x" } }),
      alert("c", { updatedAt: 2, labels: { rule: "one" } }),
    ];
    await createAlertStore(pool).save(save(0, { alerts }));
    const ids = async (query = {}) =>
      (await views.alerts({ limit: 9, ...query })).map(({ id }) => id);
    expect(await ids()).toEqual(["c", "b", "a"]);
    expect(await ids({ limit: 1, before: { updatedAt: 2, id: "c" } })).toEqual(["b"]);
    expect(await ids({ rule: "one" })).toEqual(["c", "a"]);
    expect(await ids({ member: "x", status: "firing" })).toEqual(["b"]);
    expect(await views.alert("a")).toEqual(alerts[0]);
    expect(await views.alert("z")).toBeNull();
  });
});

function fits(row: LedgerRow, filter: StreamFilter): boolean {
  const { account, member, model, status, byok, text, from, to, costAbove } = filter;
  const texts = [row.taskId, row.taskTitle ?? ""].map((one) => one.toLowerCase());
  return (
    (account === undefined || row.account === account) &&
    (member === undefined || row.member === member) &&
    (model === undefined || row.model === model) &&
    (status === undefined || row.status === status) &&
    (byok === undefined || row.byok === byok) &&
    (text === undefined || texts.some((one) => one.includes(text.toLowerCase()))) &&
    (from === undefined || row.createdAt >= from) &&
    (to === undefined || row.createdAt < to) &&
    (costAbove === undefined || row.neoCredits + row.neoCost > costAbove)
  );
}

function by(order: StreamOrder) {
  const key = (row: LedgerRow) =>
    order === "newest" || order === "oldest" ? row.createdAt : row.neoCredits + row.neoCost;
  const way = order === "oldest" || order === "cheapest" ? 1 : -1;
  return (a: LedgerRow, b: LedgerRow) => way * (key(a) - key(b) || a.rowNo - b.rowNo);
}
