import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkDatabase, type WorkDatabase } from "../../simulation/database.ts";
import { PLANTED } from "../../simulation/planted.ts";
import { simulate } from "../../simulation/simulate.ts";

let database: WorkDatabase;
beforeAll(async () => {
  database = await openWorkDatabase();
});
afterAll(() => database.close());

/** A story takes about a second; next to other work on the machine it may take many. */
const PATIENT = { timeout: 120_000 };

test(
  "a seed tells the same story to the letter whatever was played before, another seed another",
  PATIENT,
  async () => {
    const first = await simulate(3, database);
    const other = await simulate(4, database);
    const again = await simulate(3, database);
    expect(again.story.whole()).toBe(first.story.whole());
    expect(again.story.digest).not.toBe(other.story.digest);
    expect(first.story.whole().split("\n").length).toBeGreaterThan(50);
    expect(first.lives).toBeGreaterThan(1);
    expect([...first.wrong, ...other.wrong]).toEqual([]);
  },
);

test(
  "what goes wrong is told at the end of a story that begins with the world",
  PATIENT,
  async () => {
    const kept = PLANTED.find(({ name }) => name === "a row that vanished is kept");
    if (!kept) throw new Error("the fault is no longer planted");
    const { wrong, story } = await simulate(2, database, kept);
    expect(wrong).not.toEqual([]);
    const lines = story.short().split("\n");
    expect(lines[0]).toMatch(/^\+00:00:00\.000 seed 2: \{/);
    expect(lines.filter((line) => line.includes("WRONG: "))).toHaveLength(wrong.length);
    expect(lines.length).toBeLessThan(150);
  },
);
