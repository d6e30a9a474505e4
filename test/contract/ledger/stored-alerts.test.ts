import { describe, expect, it } from "vitest";
import type { OutboxDraft } from "../../../src/core/ports/index.ts";
import {
  createAlertStore,
  createConditions,
  createLedger,
  createOutbox,
  type SqlPool,
} from "../../../src/ledger/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { alertStoreContract } from "./alert-store.case.ts";
import { conditionsContract } from "./conditions.case.ts";
import { outboxContract } from "./outbox.case.ts";
import { draft, NOON, save } from "./samples.ts";

const LEASE = 60_000;
const failure = { reason: "timeout", detail: "10 s", unsure: true } as const;

describe.each(DATABASE_KINDS)("on %s", (kind) => {
  const database = useDatabase(kind);

  describe("the alert store", () => {
    alertStoreContract(async () => createAlertStore(await database.fresh()));
  });

  describe("the conditions", () => {
    conditionsContract(async () => createConditions(await database.fresh()));
  });

  describe("the outbox", () => {
    outboxContract(async () => {
      const pool = await database.fresh();
      return {
        outbox: createOutbox(pool, { owner: "one" }),
        other: createOutbox(pool, { owner: "two" }),
        add: (...drafts) => add(pool, ...drafts),
      };
    });

    it("ignores what a late sender says of a message that another has claimed since", async () => {
      const pool = await database.fresh();
      const outbox = createOutbox(pool, { owner: "one" });
      const other = createOutbox(pool, { owner: "two" });
      await add(pool, draft("a"));
      const late = await outbox.claim("lane", NOON, LEASE);
      const now = await other.claim("lane", NOON + LEASE, LEASE);
      if (!late || !now) throw new Error("both could claim");
      await outbox.retryAt(late, NOON, failure);
      await outbox.giveUp(late, failure, NOON);
      expect(await outbox.claim("lane", NOON + LEASE, LEASE)).toBeNull();
      // That it arrived is true whoever says it, and nothing takes it back.
      await outbox.sent(late, null, NOON);
      await other.retryAt(now, NOON, failure);
      expect(await outbox.due()).toEqual([]);
    });

    it("takes back at once what other owners were sending, where there can be no other process", async () => {
      const pool = await database.fresh();
      await add(pool, draft("a"), draft("b", "own"));
      await createOutbox(pool, { owner: "before the crash" }).claim("lane", NOON, LEASE);
      const outbox = createOutbox(pool, { owner: "now", alone: true });
      await outbox.claim("own", NOON, LEASE);
      expect(await outbox.recover(NOON + 1)).toBe(1);
      expect(await outbox.claim("lane", NOON + 1, LEASE)).toMatchObject({ unsure: true });
    });

    it("forgets messages that ended before the retention, and no others", async () => {
      const pool = await database.fresh();
      const outbox = createOutbox(pool, { owner: "one" });
      await add(pool, draft("a"), draft("b"), draft("c"));
      for (const at of [NOON, NOON + 10]) {
        const row = await outbox.claim("lane", NOON, LEASE);
        if (row) await outbox.sent(row, null, at);
      }
      await createLedger(pool).retain(NOON + 5);
      const { rows } = await pool.query("SELECT key FROM outbox ORDER BY no");
      expect(rows).toEqual([{ key: "b" }, { key: "c" }]);
    });
  });
});

async function add(pool: SqlPool, ...outbox: OutboxDraft[]): Promise<void> {
  const store = createAlertStore(pool);
  await store.save(save(await store.version(), { outbox }));
}
