import type { DetailField, LedgerRow } from "./stream.ts";

/** MaybeField is a field whose list may be left out: nobody looks at it, or of `retracted`, no row is. */
type MaybeField = DetailField | "retracted";

/**
 * RowColumns are rows as one list a field, all of them `length` long. A million rows come and go like this in a third of the
 * time that they take as objects.
 */
export type RowColumns = { readonly length: number } & {
  readonly [Field in Exclude<keyof LedgerRow, MaybeField>]: ArrayLike<LedgerRow[Field]>;
} & { readonly [Field in MaybeField]?: ArrayLike<LedgerRow[Field]> };

/** columnsFrom lays rows out as columns, in their order. */
export function columnsFrom(rows: readonly LedgerRow[]): RowColumns {
  return {
    length: rows.length,
    rowNo: rows.map((row) => row.rowNo),
    account: rows.map((row) => row.account),
    id: rows.map((row) => row.id),
    taskId: rows.map((row) => row.taskId),
    taskTitle: rows.map((row) => row.taskTitle),
    member: rows.map((row) => row.member),
    model: rows.map((row) => row.model),
    status: rows.map((row) => row.status),
    byok: rows.map((row) => row.byok),
    createdAt: rows.map((row) => row.createdAt),
    executionMs: rows.map((row) => row.executionMs),
    neoCredits: rows.map((row) => row.neoCredits),
    llmCost: rows.map((row) => row.llmCost),
    neoCost: rows.map((row) => row.neoCost),
    steps: rows.map((row) => row.steps),
    toolCalls: rows.map((row) => row.toolCalls),
    agentTriggers: rows.map((row) => row.agentTriggers),
    llmTimeMs: rows.map((row) => row.llmTimeMs),
    toolTimeMs: rows.map((row) => row.toolTimeMs),
    stepLatencyMs: rows.map((row) => row.stepLatencyMs),
    errorMessage: rows.map((row) => row.errorMessage),
    tools: rows.map((row) => row.tools),
    agents: rows.map((row) => row.agents),
    firstSeenAt: rows.map((row) => row.firstSeenAt),
    finishedAt: rows.map((row) => row.finishedAt),
    retracted: rows.map((row) => row.retracted),
  };
}

const FIELDS = Object.keys(columnsFrom([])).filter((name) => name !== "length");

/** What stands for a detail that was left out. */
const LEFT_OUT: Readonly<Record<MaybeField, LedgerRow[MaybeField]>> = {
  ...{ executionMs: null, llmTimeMs: null, toolTimeMs: null, stepLatencyMs: null },
  ...{ steps: 0, toolCalls: 0, agentTriggers: 0, firstSeenAt: 0 },
  ...{ errorMessage: null, tools: {}, agents: {}, retracted: false },
};

/** rowsFrom makes the rows of columns, in their order; a detail that was left out is null, 0 or empty. */
export function rowsFrom(columns: RowColumns): LedgerRow[] {
  const lists = columns as unknown as Readonly<Record<string, ArrayLike<unknown> | undefined>>;
  const rows = Array.from({ length: columns.length }, (): Record<string, unknown> => ({}));
  for (const field of FIELDS) {
    const list = lists[field];
    const instead = LEFT_OUT[field as MaybeField];
    rows.forEach((row, at) => {
      row[field] = list === undefined ? instead : list[at];
    });
  }
  return rows as unknown as LedgerRow[];
}

/** livingOnly leaves the rows out that are retracted. */
export function livingOnly(columns: RowColumns): RowColumns {
  const { retracted, length, ...fields } = columns;
  if (retracted === undefined) return columns;
  const living: number[] = [];
  for (let at = 0; at < length; at++) if (!retracted[at]) living.push(at);
  if (living.length === length) return columns;
  const picked = Object.entries(fields).map(([name, list]) => [name, living.map((at) => list[at])]);
  return { length: living.length, ...Object.fromEntries(picked) } as RowColumns;
}
