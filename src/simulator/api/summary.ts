import { creditsText, type Nano, nanoFromNumber } from "../../core/money.ts";
import { amountsAt, type TeamRow } from "../team/index.ts";

/** Grouping is what /usage/summary counts its periods by, in UTC. */
export type Grouping = "day" | "week" | "month";

/** Summary is the body of an answer of /usage/summary. */
export interface Summary {
  readonly total_neo_credits: number;
  readonly total_tasks: number;
  readonly by_model: Readonly<Record<string, number>>;
  readonly by_status: Readonly<Record<string, number>>;
  readonly by_email?: readonly { email: string; neo_credits: number; tasks: number }[];
  readonly by_period: readonly { date: string; neo_credits: number; tasks: number }[];
  readonly byok: {
    readonly total_llm_cost: number;
    readonly total_neo_cost: number;
    readonly total_streams: number;
    readonly total_tasks: number;
  };
  readonly total_available_neo_credits: number;
  readonly total_issued_neo_credits: number;
  readonly last_credit_reset: string;
  readonly neo_credits_expires_at: string | null;
  readonly neo_credits_is_expired: boolean;
}

/** The simulated team's allowance a month. */
const ISSUED_CREDITS = 1_000;
const DAY_MS = 86_400_000;

/** Sum keeps credits as integers while it adds, so that the summary equals the rows exactly. */
class Sum {
  neoCredits: Nano = 0;
  llmCost: Nano = 0;
  neoCost: Nano = 0;
  streams = 0;
  readonly tasks = new Set<string>();

  add(row: TeamRow, at: number): void {
    const told = amountsAt(row, at);
    this.neoCredits += nanoFromNumber(told.neo_credits ?? 0);
    this.llmCost += nanoFromNumber(told.llm_cost ?? 0);
    this.neoCost += nanoFromNumber(told.neo_cost ?? 0);
    this.streams += 1;
    this.tasks.add(row.taskId);
  }
}

/** SummaryOptions say how a summary is told; nine decimals are exact. */
export interface SummaryOptions {
  readonly grouping: Grouping;
  readonly withEmail: boolean;
  readonly decimals: number;
}

/** summaryOf adds up rows as the API tells them at a moment, ms since the epoch. */
export function summaryOf(rows: readonly TeamRow[], at: number, options: SummaryOptions): Summary {
  const { grouping, withEmail } = options;
  const number = (nano: Nano) => Number(Number(creditsText(nano)).toFixed(options.decimals));
  const entry =
    <Name extends string>(name: Name) =>
    ([key, sum]: [string, Sum]) =>
      entryOf(name, key, number(sum.neoCredits), sum.tasks.size);
  const all = sumOf(rows, at);
  const byok = sumOf(
    rows.filter((row) => row.byok),
    at,
  );
  const models = grouped(rows, at, (row) => row.model);
  const statuses = grouped(rows, at, (row) => row.status);
  const members = grouped(rows, at, (row) => row.member.email);
  const periods = grouped(rows, at, (row) => periodOf(row.createdAt, grouping));
  return {
    total_neo_credits: number(all.neoCredits),
    total_tasks: all.tasks.size,
    by_model: Object.fromEntries(models.map(([model, sum]) => [model, number(sum.neoCredits)])),
    by_status: Object.fromEntries(statuses.map(([status, sum]) => [status, sum.streams])),
    ...(withEmail ? { by_email: highestFirst(members.map(entry("email"))) } : {}),
    by_period: periods.map(entry("date")).sort((left, right) => (left.date < right.date ? -1 : 1)),
    byok: {
      total_llm_cost: number(byok.llmCost),
      total_neo_cost: number(byok.neoCost),
      total_streams: byok.streams,
      total_tasks: byok.tasks.size,
    },
    total_available_neo_credits: Math.max(0, ISSUED_CREDITS - number(all.neoCredits)),
    total_issued_neo_credits: ISSUED_CREDITS,
    last_credit_reset: `${new Date(at).toISOString().slice(0, 7)}-01T00:00:00Z`,
    neo_credits_expires_at: null,
    neo_credits_is_expired: false,
  };
}

function sumOf(rows: readonly TeamRow[], at: number): Sum {
  const sum = new Sum();
  for (const row of rows) sum.add(row, at);
  return sum;
}

function grouped(
  rows: readonly TeamRow[],
  at: number,
  key: (row: TeamRow) => string,
): [string, Sum][] {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const sum = sums.get(key(row)) ?? new Sum();
    sum.add(row, at);
    sums.set(key(row), sum);
  }
  return [...sums];
}

function entryOf<Name extends string>(name: Name, key: string, neo_credits: number, tasks: number) {
  return { [name]: key, neo_credits, tasks } as Record<Name, string> & {
    neo_credits: number;
    tasks: number;
  };
}

function highestFirst<T extends { neo_credits: number }>(entries: T[]): T[] {
  return entries.sort((left, right) => right.neo_credits - left.neo_credits);
}

/** The first day of the period, weeks from Monday. */
function periodOf(at: number, grouping: Grouping): string {
  const day = new Date(at).toISOString().slice(0, 10);
  if (grouping === "day") return day;
  if (grouping === "month") return `${day.slice(0, 7)}-01`;
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
