import { describe, expect, it } from "vitest";
import type { OutboxDraft } from "../../../src/core/ports/index.ts";
import type { StoredSilence } from "../../../src/core/quiet/index.ts";
import {
  createActs,
  createAlertStore,
  createConditions,
  createLedger,
  createOutbox,
  createSessions,
  type SqlPool,
} from "../../../src/ledger/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { actsContract } from "./acts.case.ts";
import { alertStoreContract } from "./alert-store.case.ts";
import { conditionsContract } from "./conditions.case.ts";
import { outboxContract } from "./outbox.case.ts";
import { draft, NOON, save } from "./samples.ts";
import { sessionsContract } from "./sessions.case.ts";

const LEASE = 60_000;
const failure = { reason: "timeout", detail: "10 s", unsure: true } as const;

describe.each(DATABASE_KINDS)("on %s", (kind) => {
  const database = useDatabase(kind);

  describe("the alert store", () => {
    alertStoreContract(async () => createAlertStore(await database.fresh()));
  });

  describe("the acts", () => {
    actsContract(async () => createActs(await database.fresh()));

    it("end with the evaluation that they count no more for, unless they were made anew since", async () => {
      const pool = await database.fresh();
      const acts = createActs(pool);
      const by = { name: "Ana", via: "cli" } as const;
      const taken = { startsAt: NOON, at: NOON, by: "Ana", value: 1, severity: "info" } as const;
      await acts.acknowledge(
        [
          { alertId: "a", ...taken },
          { alertId: "b", ...taken },
        ],
        by,
      );
      await acts.acknowledge([{ alertId: "b", ...taken, at: NOON + 1 }], by);
      const endedAcknowledgements = [
        { alertId: "a", at: NOON },
        { alertId: "b", at: NOON },
      ];
      await createAlertStore(pool).save(save(0, { endedAcknowledgements }));
      const { acknowledgements } = await acts.held(NOON);
      expect(acknowledgements.map(({ alertId }) => alertId)).toEqual(["b"]);
    });

    it("are forgotten with what is past the retention: records, and suppressions that ended", async () => {
      const pool = await database.fresh();
      const acts = createActs(pool);
      const store = createAlertStore(pool);
      for (const at of [NOON, NOON + 10])
        await acts.putSilence(silence(at), { name: "Ana", via: "api" });
      const kept = { receiver: "channel", reason: "silenced", source: "s" } as const;
      const suppressions = [
        { ...kept, alertId: "a", since: 1, until: NOON },
        { ...kept, alertId: "a", since: 2, until: NOON + 10 },
        { ...kept, alertId: "a", since: 3, until: null },
      ];
      await store.save(save(0, { suppressions }));
      await createLedger(pool).retain(NOON + 5);
      expect((await acts.records(9)).map(({ at }) => at)).toEqual([NOON + 10]);
      expect(await store.suppressions("a")).toEqual(suppressions.slice(1));
    });
  });

  describe("the sessions", () => {
    sessionsContract(async () => {
      const pool = await database.fresh();
      return { sessions: createSessions(pool), records: () => createActs(pool).records(9) };
    });

    it("are forgotten once they are over, when somebody logs in", async () => {
      const pool = await database.fresh();
      const sessions = createSessions(pool);
      const by = { name: "Ana", via: "web" } as const;
      for (const [id, at] of [
        ["a", NOON],
        ["b", NOON + 10],
      ] as const)
        await sessions.open({ id, token: "t", startedAt: at, endsAt: at + 10 }, by);
      expect((await pool.query("SELECT id FROM sessions")).rows).toEqual([{ id: "b" }]);
    });
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

function silence(at: number): StoredSilence {
  return {
    ...{ id: `s${at}`, matchers: [{ label: "rule", operator: "=", value: "x" }], author: "Ana" },
    ...{ startsAt: at, endsAt: at + 1, comment: "", updatedAt: at },
  };
}

async function add(pool: SqlPool, ...outbox: OutboxDraft[]): Promise<void> {
  const store = createAlertStore(pool);
  await store.save(save(await store.version(), { outbox }));
}
