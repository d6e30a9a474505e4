import type { LedgerRow } from "../stream.ts";
import type { Figures, Part, Totals } from "./statement.ts";

const WASTED: ReadonlySet<string> = new Set(["error", "failed", "aborted", "blocked"]);
const UNKNOWN = "(unknown)";

type Sums = { -readonly [Field in keyof Totals]: Totals[Field] };

/** Tally adds up a period's rows, whole and by member, model, cost centre and status. */
export class Tally {
  readonly #total = nothing();
  readonly #members = new Map<string, Sums>();
  readonly #models = new Map<string, Sums>();
  readonly #centres = new Map<string, Sums>();
  readonly #statuses = new Map<string, number>();
  readonly #centresOf: (member: string) => readonly string[];

  constructor(centresOf: (member: string) => readonly string[]) {
    this.#centresOf = centresOf;
  }

  take(row: LedgerRow): void {
    add(this.#total, row);
    add(sumsOf(this.#members, row.member ?? UNKNOWN), row);
    add(sumsOf(this.#models, row.model), row);
    const centres = row.member === null ? [] : this.#centresOf(row.member);
    for (const centre of centres) add(sumsOf(this.#centres, centre), row);
    this.#statuses.set(row.status, (this.#statuses.get(row.status) ?? 0) + 1);
  }

  figures(): Omit<Figures, "budgets"> {
    return {
      totals: { ...this.#total },
      members: parts(this.#members),
      models: parts(this.#models),
      centres: parts(this.#centres),
      statuses: Object.fromEntries([...this.#statuses].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}

function nothing(): Sums {
  return { streams: 0, spend: 0, neoCredits: 0, byokLlmCost: 0, byokNeoCost: 0, wasted: 0 };
}

function sumsOf(by: Map<string, Sums>, name: string): Sums {
  const sums = by.get(name) ?? nothing();
  by.set(name, sums);
  return sums;
}

function add(sums: Sums, { neoCredits, llmCost, neoCost, byok, status }: LedgerRow): void {
  const spend = neoCredits + neoCost;
  sums.streams += 1;
  sums.spend += spend;
  sums.neoCredits += neoCredits;
  if (byok) {
    sums.byokLlmCost += llmCost;
    sums.byokNeoCost += neoCost;
  }
  if (WASTED.has(status)) sums.wasted += spend;
}

function parts(by: ReadonlyMap<string, Sums>): readonly Part[] {
  return [...by]
    .map(([name, sums]): Part => ({ name, ...sums }))
    .sort((a, b) => b.spend - a.spend || (a.name < b.name ? -1 : 1));
}
