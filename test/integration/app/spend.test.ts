import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSpend, type Spend } from "../../../src/app/views/spend.ts";
import type { LedgerRow, Stream } from "../../../src/core/stream.ts";
import type { SpendDimension, SpendLine } from "../../../src/core/views/index.ts";
import { createLedger, createViews, type SqlPool } from "../../../src/ledger/index.ts";
import { loaded, stream } from "../../contract/ledger/samples.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Between the two changes of Berlin's clock that year, with both within the reach of the rows. */
const START = Date.UTC(2026, 9, 20);
const ZONES = [
  "Europe/Berlin",
  "UTC",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
];

const row = fc.record({
  id: fc.integer({ min: 0, max: 25 }).map((id) => `s${id}`),
  createdAt: fc.integer({ min: 0, max: 12 * 24 }).map((hours) => START + hours * HOUR),
  member: fc.constantFrom("a@x", "b@x", null),
  model: fc.constantFrom("opus", "haiku"),
  status: fc.constantFrom("completed", "error", "failed", "aborted", "blocked", "odd"),
  byok: fc.boolean(),
  neoCredits: fc.integer({ min: 0, max: 9 }),
  llmCost: fc.integer({ min: 0, max: 9 }),
  neoCost: fc.integer({ min: 0, max: 9 }),
});

/** A page of rows, new or changed; a complete sweep of some days that holds none of them any more; or somebody who looks while a page is stored. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(row, { minLength: 1, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.record({ gone: fc.integer({ min: 0, max: 10 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      lookBack: fc.integer({ min: 0, max: 14 }),
      meanwhile: fc.array(row, { maxLength: 4 }),
    }),
  },
);

describe.each(DATABASE_KINDS)("what was spent, on %s,", (kind) => {
  const database = useDatabase(kind);

  it("equals the sums over all rows, day by day, after late, changed and retracted ones", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 14 }),
        async (steps, timezone, lastLook) => {
          const pool = await database.fresh();
          let meanwhile: readonly Partial<Stream>[] = [];
          const spend = spendOf(pool, timezone, async () => {
            if (meanwhile.length > 0) await write(pool, meanwhile);
          });
          const look = (back: number) =>
            spend.read({ from: START + (12 - back) * DAY, to: START + 30 * DAY, by: ["day"] });
          for (const one of steps) {
            if (Array.isArray(one)) await write(pool, one);
            else if ("lookBack" in one) {
              meanwhile = one.meanwhile;
              await look(one.lookBack);
              meanwhile = [];
            } else await retract(pool, START + one.gone * DAY, START + (one.gone + 2) * DAY);
          }
          await look(lastLook);
          const by = ["day", "account", "member", "model", "status", "byok"] as const;
          const lines = await spend.read({ from: START - DAY, to: START + 30 * DAY, by });
          expect(sorted(lines)).toEqual(sorted(await plainly(pool, spend)));
        },
      ),
      { numRuns: kind === "pglite" ? 40 : 15 },
    );
  });

  it("is told apart by what is asked for, and by nothing else", async () => {
    const pool = await database.fresh();
    await write(pool, [
      { id: "1", createdAt: START, member: "a@x", neoCredits: 3, status: "failed" },
      { id: "2", createdAt: START + DAY, member: "a@x", neoCredits: 4 },
      { id: "3", createdAt: START + DAY, member: null, neoCredits: 5 },
    ]);
    const read = (by: readonly SpendDimension[], rest = {}) =>
      spendOf(pool, "UTC").read({ from: START, to: START + 2 * DAY, by, ...rest });
    expect(await read([])).toMatchObject([
      { sums: { streams: 3, spend: 12, wasted: 3, errors: 1 } },
    ]);
    expect(sorted(await read(["member"]))).toMatchObject([
      { member: "a@x", sums: { spend: 7 } },
      { member: null, sums: { spend: 5 } },
    ]);
    expect(await read(["day"], { member: null })).toMatchObject([
      { day: START + DAY, sums: { spend: 5 } },
    ]);
    expect(await read([], { status: "failed" })).toMatchObject([{ sums: { streams: 1 } }]);
  });

  it("begins anew when the zone is changed", async () => {
    const pool = await database.fresh();
    await write(pool, [{ id: "1", createdAt: START + 23 * HOUR }]);
    const settings = { timezone: "UTC", retentionMs: 400 * DAY };
    const clock = { now: () => START + 2 * DAY };
    const spend = createSpend({ views: createViews(pool), clock, settings: () => settings });
    const days = async () =>
      (await spend.read({ from: START, to: START + 3 * DAY, by: ["day"] })).map(({ day }) => day);
    expect(await days()).toEqual([START]);
    settings.timezone = "Europe/Berlin";
    expect(await days()).toEqual([START + 22 * HOUR]);
  });

  it("leaves out days of which rows may be deleted already", async () => {
    const pool = await database.fresh();
    await write(pool, [
      { id: "1", createdAt: START },
      { id: "2", createdAt: START + DAY },
    ]);
    const clock = { now: () => START + 2 * DAY + HOUR };
    const settings = () => ({ timezone: "UTC", retentionMs: 2 * DAY });
    const spend = createSpend({ views: createViews(pool), clock, settings });
    expect(await spend.read({ from: 0, to: START + 3 * DAY, by: ["day"] })).toMatchObject([
      { day: START + DAY, sums: { streams: 1 } },
    ]);
  });
});

function spendOf(pool: SqlPool, timezone: string, afterDay = async () => {}): Spend {
  const settings = () => ({ timezone, retentionMs: 400 * DAY });
  const views = createViews(pool);
  const spend: typeof views.spend = async (span, each) => {
    const part = await views.spend(span, each);
    await afterDay();
    return part;
  };
  const clock = { now: () => START + 10 * DAY };
  return createSpend({ views: { ...views, spend }, clock, settings });
}

function write(pool: SqlPool, rows: readonly Partial<Stream>[]) {
  const streams = rows.map((one) => stream(one.id ?? "s", one));
  return createLedger(pool).writePage({ account: "acme", streams, seenAt: START + 10 * DAY });
}

function retract(pool: SqlPool, from: number, to: number) {
  const close = { from, to, seen: new Set<string>() };
  return createLedger(pool).writePage({ account: "acme", streams: [], seenAt: to, close });
}

/** The same lines, added up from every row. */
async function plainly(pool: SqlPool, spend: Spend): Promise<readonly SpendLine[]> {
  const lines = new Map<string, { names: object; sums: Record<string, number> }>();
  for (const one of await loaded(createLedger(pool))) {
    const { account, member, model, status, byok } = one;
    const names = { account, member, model, status, byok, day: spend.dayOf(one.createdAt).from };
    const key = JSON.stringify(names);
    const line = lines.get(key) ?? { names, sums: {} };
    lines.set(key, line);
    for (const [name, value] of Object.entries(sumsOf(one)))
      line.sums[name] = (line.sums[name] ?? 0) + value;
  }
  return [...lines.values()].map(({ names, sums }) => ({ ...names, sums }) as unknown as SpendLine);
}

function sumsOf({ neoCredits, llmCost, neoCost, status, byok }: LedgerRow) {
  const spend = neoCredits + neoCost;
  return {
    ...{ streams: 1, spend, neoCredits, llmCost, neoCost },
    byokCost: byok ? llmCost + neoCost : 0,
    wasted: status === "completed" || status === "odd" ? 0 : spend,
    errors: status === "error" || status === "failed" ? 1 : 0,
    byokStreams: byok ? 1 : 0,
  };
}

function sorted(lines: readonly SpendLine[]): readonly SpendLine[] {
  const key = ({ sums, ...names }: SpendLine) => JSON.stringify(Object.entries(names).sort());
  return [...lines].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
