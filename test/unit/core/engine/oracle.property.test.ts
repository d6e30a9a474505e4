import { describe, expect, it } from "vitest";
import { checkWorlds } from "../../../support/oracle/index.ts";

/** So many worlds take some seconds; `npm run oracle` follows thousands. */
const RUNS = 100;

describe("an engine against the oracle", () => {
  it("agrees with big integers over all rows, for rules of all kinds, in four zones over their clock changes", () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    expect(checkWorlds({ runs: RUNS, seed }).worlds).toBeGreaterThan(0);
  }, 300_000);
});
