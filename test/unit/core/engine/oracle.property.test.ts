import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkWorlds } from "../../../support/oracle/index.ts";

/** So many worlds take some seconds; `npm run oracle` follows thousands. */
const RUNS = 100;

describe("an engine against the oracle", () => {
  it("agrees with big integers over all rows, for rules of all kinds, in four zones over their clock changes", () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    expect(checkWorlds({ runs: RUNS, seed }).worlds).toBe(RUNS);
  }, 300_000);
});

describe("the oracle", () => {
  it("shares no code with what it judges: it imports types, and nothing else", () => {
    const folder = new URL("../../../support/oracle/", import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
    const imports = files.flatMap((name) => [
      ...readFileSync(new URL(name, folder), "utf8").matchAll(/^import [^;]*"(?<from>[^"]+)";/gm),
    ]);
    const ofSource = imports.filter(({ groups }) => groups?.["from"]?.includes("/src/"));
    const code = ofSource.map(([text]) => text).filter((text) => !text.startsWith("import type "));
    expect(ofSource.length).toBeGreaterThan(10);
    expect(code).toEqual([]);
  });
});
