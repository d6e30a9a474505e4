import { beforeEach, expect, it } from "vitest";
import type { DayProof, Ledger, ProofsWrite } from "../../../src/core/ports/index.ts";

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 2, 2);
const NOON = MONDAY + DAY / 2;

const day = (fields: Partial<DayProof> = {}): DayProof => ({
  day: MONDAY,
  readAt: null,
  countedAt: null,
  audit: null,
  ...fields,
});
const agrees = (at: number): DayProof["audit"] => ({
  at,
  outcome: "agrees",
  since: null,
  difference: null,
});

/** proofsContract is how every ledger keeps what was proven of it. */
export function proofsContract(open: () => Promise<Ledger>): void {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await open();
  });
  const save = (fields: Partial<ProofsWrite> = {}) =>
    ledger.saveProofs({
      account: "acme",
      summary: "usable",
      summaryDetail: null,
      provenAt: null,
      settledTo: null,
      since: 0,
      days: [],
      ...fields,
    });

  it("has proven nothing of an account that was never compared", async () => {
    expect(await ledger.proofs("acme")).toEqual({
      summary: "unknown",
      summaryDetail: null,
      provenAt: null,
      settledTo: null,
      days: [],
    });
  });

  it("gives back what was stored, the oldest day first", async () => {
    const drift = {
      at: NOON,
      outcome: "drift",
      since: NOON - 5,
      difference: "lead@acme.io: 1 is 2",
    } as const;
    const days = [
      day({ readAt: NOON, countedAt: NOON + 1, audit: drift }),
      day({ day: MONDAY + DAY }),
    ];
    await save({
      summary: "forbidden",
      summaryDetail: "may not",
      provenAt: NOON,
      settledTo: MONDAY,
      days: days.toReversed(),
    });
    expect(await ledger.proofs("acme")).toEqual({
      summary: "forbidden",
      summaryDetail: "may not",
      provenAt: NOON,
      settledTo: MONDAY,
      days,
    });
    expect((await ledger.proofs("beta")).days).toEqual([]);
  });

  it("keeps the later proof of a day, whoever writes last", async () => {
    await save({ days: [day({ readAt: NOON + 9, countedAt: NOON, audit: agrees(NOON + 9) })] });
    await save({ days: [day({ readAt: NOON, countedAt: NOON + 9, audit: agrees(NOON) })] });
    await save({ days: [day()] });
    expect((await ledger.proofs("acme")).days).toEqual([
      day({ readAt: NOON + 9, countedAt: NOON + 9, audit: agrees(NOON + 9) }),
    ]);
  });

  it("takes the newer audit as a whole", async () => {
    const differs = { at: NOON, outcome: "differs", since: NOON, difference: "x" } as const;
    await save({ days: [day({ audit: differs })] });
    await save({ days: [day({ audit: agrees(NOON + 1) })] });
    expect((await ledger.proofs("acme")).days).toEqual([day({ audit: agrees(NOON + 1) })]);
  });

  it("never takes back what was proven or settled", async () => {
    await save({ provenAt: NOON, settledTo: NOON });
    await save({ provenAt: null, settledTo: NOON - 1, summary: "rounds" });
    expect(await ledger.proofs("acme")).toMatchObject({
      provenAt: NOON,
      settledTo: NOON,
      summary: "rounds",
    });
    expect(await ledger.coverage()).toMatchObject([{ account: "acme", settledTo: NOON }]);
  });

  it("forgets days before the moment that is named, of that account only", async () => {
    const days = [day(), day({ day: MONDAY + DAY })];
    await save({ days });
    await save({ account: "beta", days });
    await save({ since: MONDAY + 1 });
    expect((await ledger.proofs("acme")).days.map((one) => one.day)).toEqual([MONDAY + DAY]);
    expect((await ledger.proofs("beta")).days).toHaveLength(2);
  });
}
