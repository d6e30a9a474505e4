import { beforeEach, describe, expect, it } from "vitest";
import type { Statements } from "../../../src/core/ports/index.ts";
import type { Statement, StatementUnit } from "../../../src/core/statements/index.ts";
import { createStatements } from "../../../src/ledger/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { memoryStatements } from "../../support/statements.ts";

const DAY = 86_400_000;
const totals = {
  streams: 1,
  spend: 2 ** 53 - 1,
  neoCredits: 1,
  byokLlmCost: 0,
  byokNeoCost: 0,
  wasted: 0,
};

function statement(unit: StatementUnit, from: number, fields: Partial<Statement> = {}): Statement {
  return {
    ...{ account: "acme", unit, from, to: from + DAY, timezone: "Europe/Berlin", usdPerCredit: 10 },
    ...{
      at: 9,
      seq: 3,
      revision: 0,
      differences: [],
      totals,
      models: [],
      centres: [],
      budgets: [],
    },
    members: [{ name: "«lead»\u0000@acme.io", ...totals }],
    statuses: { completed: 1 },
    proof: {
      ...{ completeTo: null, gaps: 1, readFrom: null, settledTo: null },
      ...{ summary: "usable", auditedAt: null, drift: ["too much"] },
    },
    ...fields,
  };
}

function statementsContract(open: () => Promise<Statements>): void {
  let statements: Statements;
  beforeEach(async () => {
    statements = await open();
  });

  it("know nothing of what was never stated", async () => {
    await statements.save([]);
    expect(await statements.newest("acme")).toEqual([]);
    expect(await statements.revisions("acme", "day", 0)).toEqual([]);
  });

  it("give the newest of each period, oldest period first, and all revisions of one", async () => {
    const first = statement("day", DAY);
    const second = statement("day", DAY, { revision: 1, seq: 5 });
    const month = statement("month", 0);
    const other = statement("day", DAY, { account: "beta" });
    await statements.save([first, month, other]);
    await statements.save([second]);
    const plain = (all: readonly Statement[]) =>
      all.map(({ unit, from, revision }) => [unit, from, revision]);
    expect(plain(await statements.newest("acme"))).toEqual([
      ["month", 0, 0],
      ["day", DAY, 1],
    ]);
    expect(plain(await statements.revisions("acme", "day", DAY))).toEqual([
      ["day", DAY, 0],
      ["day", DAY, 1],
    ]);
    expect((await statements.revisions("acme", "month", 0))[0]?.totals).toEqual(totals);
  });

  it("never change what is stored", async () => {
    await statements.save([statement("day", 0)]);
    await statements.save([statement("day", 0, { at: 10 })]);
    expect((await statements.newest("acme")).map(({ at }) => at)).toEqual([9]);
  });
}

describe.each(DATABASE_KINDS)("statements on %s", (kind) => {
  const database = useDatabase(kind);
  statementsContract(async () => createStatements(await database.fresh()));
});

describe("statements in memory", () => {
  statementsContract(async () => memoryStatements());
});
