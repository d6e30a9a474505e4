import { describe, expect, test } from "vitest";
import { books, CREDIT, DAY, NOVEMBER, OCTOBER, SETTLE, STREAMS } from "./close-books.ts";

describe("a report", () => {
  test("draws up what is not stated yet from the ledger, and says that it may change", async () => {
    const { sweep, run, report } = books();
    await sweep(NOVEMBER + DAY, STREAMS);
    expect(await report(NOVEMBER)).toMatchObject({
      state: "open",
      statement: { totals: { spend: 60 * CREDIT } },
    });
    expect(await report(OCTOBER)).toMatchObject({
      state: "unsettled",
      statement: { totals: { spend: 52 * CREDIT } },
    });
    await sweep(NOVEMBER + SETTLE, STREAMS);
    expect((await report(OCTOBER)).state).toBe("unstated");
    await run();
    expect(await report(OCTOBER)).toMatchObject({ state: "stated", earlier: [] });
  });

  test("says that it is partial where the account is not read back to the period's beginning", async () => {
    const { sweep, report } = books();
    expect((await report(OCTOBER)).state).toBe("partial");
    await sweep(NOVEMBER + SETTLE, STREAMS);
    expect(await report(OCTOBER - DAY)).toMatchObject({
      state: "partial",
      statement: { proof: { readFrom: OCTOBER } },
    });
  });

  test("shows the newest revision, with those before it", async () => {
    const { sweep, run, report } = books();
    await sweep(NOVEMBER + SETTLE, STREAMS);
    await run();
    await sweep(NOVEMBER + SETTLE, STREAMS.slice(1));
    await run();
    expect(await report(OCTOBER)).toMatchObject({
      ...{ state: "stated", statement: { revision: 1, totals: { spend: 22 * CREDIT } } },
      earlier: [{ revision: 0 }],
    });
  });
});
