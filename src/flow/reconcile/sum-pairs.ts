import { creditsText, type Nano } from "../../core/money.ts";
import type { SpanSums, UsageSummary } from "../../core/ports/index.ts";

/** HeldSums are the ledger's sums beside a summary: of each day, and of the whole with its uncertain edges. */
export interface HeldSums {
  readonly days: readonly SpanSums[];
  /** What is surely inside, and what is too near to the first or the last edge to know. */
  readonly whole: readonly SpanSums[];
}

/** SumPair is a sum as the API tells it, beside the ledger's. */
export interface SumPair {
  readonly what: string;
  readonly unit: "credits" | "count";
  readonly told: Nano;
  /** The ledger's sum, and the least and the most that it is with the rows at the edges. */
  readonly held: Nano;
  readonly least: Nano;
  readonly most: Nano;
  readonly rows: number;
}

/** dayPair is a day's neo credits. */
export function dayPair(summary: UsageSummary, day: SpanSums): SumPair {
  const told = summary.days.find((one) => one.day === day.from)?.neoCredits ?? 0;
  return pairOf("all", told, [day], (part) => part.neoCredits);
}

/** wholePairs are each member's neo credits and the sums of own keys, as far as the summary has them. */
export function wholePairs(
  { members, byok }: UsageSummary,
  whole: readonly SpanSums[],
): readonly SumPair[] {
  const names = members
    ? new Set([...members.keys(), ...whole.flatMap((part) => [...part.members.keys()])])
    : [];
  const pairs = [...names].sort().map((name) => {
    const told = members?.get(name) ?? 0;
    return pairOf(name, told, whole, (part) => part.members.get(name) ?? 0);
  });
  if (byok === null) return pairs;
  return [
    ...pairs,
    pairOf("own key, LLM cost", byok.llmCost, whole, (part) => part.byok.llmCost),
    pairOf("own key, Neo cost", byok.neoCost, whole, (part) => part.byok.neoCost),
    pairOf("own key", byok.streams, whole, (part) => part.byok.streams, "count"),
  ];
}

/** pairText says how the two differ. */
export function pairText({ what, told, held, unit }: SumPair): string {
  const number = (value: number) =>
    unit === "count" ? `${value} streams` : `${creditsText(value)} credits`;
  return `${what}: Neo's summary says ${number(told)}, the ledger ${number(held)}`;
}

function pairOf(
  what: string,
  told: Nano,
  whole: readonly SpanSums[],
  of: (part: SpanSums) => number,
  unit: SumPair["unit"] = "credits",
): SumPair {
  const [inside = 0, ...edges] = whole.map(of);
  return {
    ...{ what, told, unit },
    held: inside,
    least: inside + edges.reduce((sum, edge) => sum + Math.min(0, edge), 0),
    most: inside + edges.reduce((sum, edge) => sum + Math.max(0, edge), 0),
    rows: whole.reduce((sum, part) => sum + part.rows, 0),
  };
}
