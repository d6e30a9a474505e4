import { beforeEach, expect, it } from "vitest";
import type { Outbox, OutboxDraft, OutboxRow } from "../../../src/core/ports/index.ts";
import { draft, NOON } from "./samples.ts";

const LEASE = 60_000;
const failure = { reason: "unavailable", detail: "503", unsure: false } as const;

/** OutboxUnderTest is an outbox, the way that messages get into it, and a second process's view of it. */
export interface OutboxUnderTest {
  readonly outbox: Outbox;
  readonly other: Outbox;
  add(...drafts: OutboxDraft[]): Promise<void>;
}

/** outboxContract is what every outbox does; `open` gives an empty one. */
export function outboxContract(open: () => Promise<OutboxUnderTest>): void {
  let outbox: Outbox;
  let other: Outbox;
  let add: OutboxUnderTest["add"];
  beforeEach(async () => {
    ({ outbox, other, add } = await open());
  });
  const claim = async (now = NOON, from = outbox): Promise<OutboxRow> => {
    const row = await from.claim("lane", now, LEASE);
    if (!row) throw new Error("nothing to claim");
    return row;
  };

  it("has nothing due while it is empty", async () => {
    expect(await outbox.due()).toEqual([]);
    expect(await outbox.claim("lane", NOON, LEASE)).toBeNull();
    expect(await outbox.recover(NOON)).toBe(0);
  });

  it("hands out a message as it was stored", async () => {
    const given = draft("k");
    await add(given);
    expect(await outbox.due()).toEqual([{ lane: "lane", dueAt: NOON }]);
    const row = await claim();
    expect(row).toEqual({ ...given, attempts: 0, firstTriedAt: null, unsure: false, thread: null });
    expect(JSON.stringify(row.message)).toBe(JSON.stringify(given.message));
  });

  it("stores a key once", async () => {
    await add(draft("k"));
    await add(draft("k"), draft("l"));
    await outbox.sent(await claim(), null, NOON);
    expect((await claim()).key).toBe("l");
    expect(await other.claim("lane", NOON, LEASE)).toBeNull();
  });

  it("sends a lane's messages in order, one at a time", async () => {
    await add(draft("a"), draft("b"), draft("c", "other lane"));
    expect((await claim()).key).toBe("a");
    expect(await other.claim("lane", NOON, LEASE)).toBeNull();
    expect((await other.claim("other lane", NOON, LEASE))?.key).toBe("c");
    expect(await outbox.due()).toContainEqual({ lane: "lane", dueAt: NOON + LEASE });
  });

  it("gives one message to one of many who claim at once", async () => {
    await add(draft("a"));
    const claims = Array.from({ length: 6 }, (_, i) =>
      (i % 2 ? outbox : other).claim("lane", NOON, LEASE),
    );
    const got = (await Promise.all(claims)).filter((row) => row !== null);
    expect(got).toHaveLength(1);
  });

  it("does not hand out what is not due", async () => {
    await add(draft("a"));
    expect(await outbox.claim("lane", NOON - 1, LEASE)).toBeNull();
  });

  it("holds a lane back while its oldest message waits for its retry", async () => {
    await add(draft("a"), draft("b"));
    await outbox.retryAt(await claim(), NOON + 500, failure);
    expect(await outbox.claim("lane", NOON + 499, LEASE)).toBeNull();
    expect(await outbox.due()).toEqual([{ lane: "lane", dueAt: NOON + 500 }]);
    const again = await claim(NOON + 500);
    expect(again).toMatchObject({ key: "a", attempts: 1, firstTriedAt: NOON, unsure: false });
  });

  it("stays unsure once a try may have reached the service", async () => {
    await add(draft("a"));
    await outbox.retryAt(await claim(), NOON, { ...failure, unsure: true });
    await outbox.retryAt(await claim(), NOON, failure);
    expect((await claim()).unsure).toBe(true);
  });

  it("goes on with the next message after it gave one up", async () => {
    await add(draft("a"), draft("b"));
    await outbox.giveUp(await claim(), failure, NOON);
    expect((await claim()).key).toBe("b");
  });

  it("tells where the incident's earlier message in the same lane went", async () => {
    await add(
      draft("a"),
      draft("b"),
      draft("c", "lane", { incident: 2 }),
      draft("d", "other lane"),
    );
    await outbox.sent(await claim(), { channel: "C1", ts: "1.2" }, NOON);
    const second = await claim();
    expect(second.thread).toEqual({ channel: "C1", ts: "1.2" });
    await outbox.sent(second, null, NOON);
    expect((await claim()).thread).toBeNull();
    expect((await outbox.claim("other lane", NOON, LEASE))?.thread).toBeNull();
  });

  it("hands back, unsure, what a sender held whose lease has passed", async () => {
    await add(draft("a"));
    await claim();
    expect(await other.recover(NOON + LEASE - 1)).toBe(0);
    expect(await other.recover(NOON + LEASE)).toBe(1);
    expect(await other.due()).toEqual([{ lane: "lane", dueAt: NOON + LEASE }]);
    expect(await claim(NOON + LEASE, other)).toMatchObject({ unsure: true, attempts: 1 });
  });

  it("lets a message whose lease has passed be claimed, unsure, without being handed back", async () => {
    await add(draft("a"));
    await claim();
    expect(await other.claim("lane", NOON + LEASE - 1, LEASE)).toBeNull();
    expect(await claim(NOON + LEASE, other)).toMatchObject({ key: "a", unsure: true });
  });

  it("shows what each lane was last sent of a message's incident, and where it is", async () => {
    await add(draft("a"), draft("b"), draft("c", "lane", { incident: 2 }));
    await add(draft("d", "other lane"), draft("e", "silent lane"), draft("f"));
    expect(await outbox.shown("a")).toEqual([]);
    const ref = { channel: "C1", ts: "1.2" };
    const first = await claim();
    const shown = async (key: string) =>
      (await outbox.shown(key)).map((one) => [one.lane, one.message.key, one.ref, one.sent]);
    expect(await shown("a")).toEqual([["lane", "a", null, false]]);
    await outbox.sent(first, ref, NOON);
    const second = await claim();
    expect(await shown("a")).toEqual([["lane", "b", ref, false]]);
    await outbox.sent(second, ref, NOON);
    await outbox.sent(await claim(), { channel: "C1", ts: "9.9" }, NOON);
    const elsewhere = await outbox.claim("other lane", NOON, LEASE);
    if (elsewhere) await outbox.sent(elsewhere, { channel: "C2", ts: "3.4" }, NOON);
    const all = [
      ["lane", "b", ref, true],
      ["other lane", "d", { channel: "C2", ts: "3.4" }, true],
    ];
    expect(await shown("a")).toEqual(all);
    expect(await shown("b")).toEqual(all);
    expect(await shown("c")).toEqual([["lane", "c", { channel: "C1", ts: "9.9" }, true]]);
    expect(await shown("nothing")).toEqual([]);
  });

  it("counts the unsent messages and knows the oldest", async () => {
    expect(await outbox.backlog()).toEqual({ pending: 0, oldestAt: null });
    await add(draft("a"), { ...draft("b"), createdAt: NOON + 5 });
    await outbox.sent(await claim(), null, NOON);
    expect(await outbox.backlog()).toEqual({ pending: 1, oldestAt: NOON + 5 });
  });
}
