import { beforeEach, expect, it } from "vitest";
import type { Ledger, SweepClose } from "../../../src/core/ports/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { loaded, NOON, stream } from "./samples.ts";

const HOUR = 3_600_000;
const at = (id: string, createdAt: number) => stream(id, { createdAt, executionMs: 0 });

/** sweepContract is what every ledger does at the end of a complete sweep. */
export function sweepContract(open: () => Promise<Ledger>): void {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await open();
  });
  const end = (seen: readonly string[], close: Partial<SweepClose> = {}, streams: Stream[] = []) =>
    ledger.writePage({
      account: "acme",
      streams,
      seenAt: NOON + HOUR,
      close: { from: NOON, to: NOON + HOUR, seen: new Set(seen), ...close },
    });

  it("moves the watermark and is ready in the same commit as the last page", async () => {
    await end(["a"], { watermark: NOON + HOUR, ready: true }, [at("a", NOON + 1)]);
    expect(await ledger.checkpoint("acme")).toEqual({
      account: "acme",
      watermark: NOON + HOUR,
      readFrom: null,
      followedFrom: null,
      gaps: 0,
      readyAt: NOON + HOUR,
      rows: 1,
    });
    expect(await ledger.coverage()).toEqual([
      {
        ...{ account: "acme", completeTo: NOON + HOUR, gaps: 0, ready: true, settledTo: null },
        ...{ readFrom: null, followedFrom: null },
      },
    ]);
  });

  it("keeps what was read as it grows to both sides, and since when the account is followed", async () => {
    await end([], { watermark: NOON + HOUR, readFrom: NOON, followedFrom: NOON + HOUR });
    await end([], { readFrom: NOON - HOUR, followedFrom: NOON + 2 * HOUR });
    await end([], { watermark: NOON, readFrom: NOON + HOUR });
    expect(await ledger.checkpoint("acme")).toMatchObject({
      watermark: NOON + HOUR,
      readFrom: NOON - HOUR,
      followedFrom: NOON + HOUR,
      readyAt: null,
    });
    expect(await ledger.coverage()).toMatchObject([
      { completeTo: NOON + HOUR, readFrom: NOON - HOUR, followedFrom: NOON + HOUR, ready: false },
    ]);
  });

  it("keeps the watermark when a sweep only looks back", async () => {
    await end([], { watermark: NOON, ready: true });
    await end([]);
    expect(await ledger.checkpoint("acme")).toMatchObject({
      watermark: NOON,
      readyAt: NOON + HOUR,
    });
  });

  it("leaves the gaps to whoever counts them", async () => {
    await ledger.recordGaps("acme", 1);
    await end([], { watermark: NOON + HOUR, ready: true });
    expect((await ledger.checkpoint("acme")).gaps).toBe(1);
  });

  it("retracts what the sweep no longer held, and nothing of others", async () => {
    await ledger.writePage({
      account: "acme",
      streams: [
        at("kept", NOON + 1),
        at("gone", NOON + 2),
        at("before", NOON - 1),
        at("after", NOON + HOUR + 1),
      ],
      seenAt: NOON,
    });
    await ledger.writePage({
      account: "beta",
      streams: [{ ...at("other", NOON + 2), account: "beta" }],
      seenAt: NOON,
    });
    expect(await end(["kept"])).toEqual({ added: 0, changed: 0, unchanged: 0, retracted: 1 });
    expect((await ledger.rowsSince(5)).rows).toMatchObject([{ id: "gone", retracted: true }]);
    expect((await ledger.checkpoint("acme")).rows).toBe(3);
    expect((await ledger.checkpoint("beta")).rows).toBe(1);
    expect(await end(["kept"])).toMatchObject({ retracted: 0 });
    expect(await ledger.journalHead()).toBe(6);
  });

  it("keeps a row that another process first saw while the sweep went on", async () => {
    await ledger.writePage({ account: "acme", streams: [at("old", NOON + 1)], seenAt: NOON });
    const beganAt = NOON + 1;
    await ledger.writePage({ account: "acme", streams: [at("new", NOON + 2)], seenAt: NOON + 2 });
    expect(await end([], { beganAt })).toMatchObject({ retracted: 1 });
    expect((await ledger.rowsSince(2)).rows).toMatchObject([{ id: "old", retracted: true }]);
    expect(await end([], { beganAt: NOON + 2 })).toMatchObject({ retracted: 1 });
  });

  it("lets a retracted row count again when it is seen again", async () => {
    await end(["a"], {}, [at("a", NOON + 1)]);
    await end([]);
    expect(await end(["a"], {}, [at("a", NOON + 1)])).toMatchObject({ changed: 1, retracted: 0 });
    expect((await ledger.rowsSince(2)).rows).toMatchObject([
      { id: "a", rowNo: 1, retracted: false },
    ]);
    expect((await ledger.checkpoint("acme")).rows).toBe(1);
    expect(await loaded(ledger)).toHaveLength(1);
  });
}
