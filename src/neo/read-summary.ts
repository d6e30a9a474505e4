import { NeoError } from "../core/errors.ts";
import { AmountError, type Nano, nanoFromNumber } from "../core/money.ts";
import type { SummaryDay, UsageSummary } from "../core/ports/index.ts";
import type { Excerpt } from "./redact.ts";

/** SummaryReader is what readSummary needs to know of the account. */
export interface SummaryReader {
  readonly account: string;
  readonly excerpt: Excerpt;
}

/**
 * readSummary reads a body as the sums that the API keeps itself. What the ledger cannot be held against is not looked
 * at; a body that does not have the rest in the form that the vendor describes is a NeoError `malformed`.
 */
export function readSummary(body: string, reader: SummaryReader): UsageSummary {
  try {
    return summaryOf(objectIn(parsed(body), "the answer"));
  } catch (error) {
    if (!(error instanceof Shapeless || error instanceof AmountError)) throw error;
    throw new NeoError(
      "malformed",
      `account "${reader.account}": the usage summary of the Neo API is not as the vendor describes it: ` +
        `${reader.excerpt(error.message)}. Closed days are read again in turn instead.`,
    );
  }
}

class Shapeless extends Error {
  override name = "Shapeless";
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the body unredacted.
    throw new Shapeless("it is no JSON, or was cut short");
  }
}

function summaryOf(raw: Raw): UsageSummary {
  const decimals = new Decimals();
  return {
    days: daysOf(raw["by_period"], decimals),
    members: membersOf(raw["by_email"], decimals),
    byok: byokOf(raw["byok"], decimals),
    decimals: decimals.most,
  };
}

function daysOf(raw: unknown, decimals: Decimals): readonly SummaryDay[] {
  const sums = new Map<number, Nano>();
  for (const item of listIn(raw, "by_period")) {
    const entry = objectIn(item, "an entry of by_period");
    const day = dayOf(entry["date"]);
    const amount = decimals.amount(entry["neo_credits"], "neo_credits of a day");
    sums.set(day, (sums.get(day) ?? 0) + amount);
  }
  return [...sums].map(([day, neoCredits]) => ({ day, neoCredits }));
}

function membersOf(raw: unknown, decimals: Decimals): UsageSummary["members"] {
  if (raw === undefined || raw === null) return null;
  const members = new Map<string, Nano>();
  for (const item of listIn(raw, "by_email")) {
    const entry = objectIn(item, "an entry of by_email");
    const amount = decimals.amount(entry["neo_credits"], "neo_credits of a member");
    const { email } = entry as { email?: unknown };
    // Streams whose member the API does not tell are in the days' sums.
    if (typeof email !== "string" || email === "") continue;
    members.set(email, (members.get(email) ?? 0) + amount);
  }
  return members;
}

function byokOf(raw: unknown, decimals: Decimals): UsageSummary["byok"] {
  if (raw === undefined || raw === null) return null;
  const byok = objectIn(raw, "byok");
  const streams = byok["total_streams"];
  if (typeof streams !== "number" || !Number.isSafeInteger(streams) || streams < 0) {
    throw new Shapeless("byok.total_streams is no count");
  }
  return {
    llmCost: decimals.amount(byok["total_llm_cost"], "byok.total_llm_cost"),
    neoCost: decimals.amount(byok["total_neo_cost"], "byok.total_neo_cost"),
    streams,
  };
}

/** Decimals reads amounts and keeps how many decimals the longest of them had. */
class Decimals {
  most = 0;

  amount(raw: unknown, what: string): Nano {
    // As on a row, nothing told is nothing spent.
    if (raw === null || raw === undefined) return 0;
    if (typeof raw !== "number") throw new Shapeless(`${what} is no number`);
    this.most = Math.max(this.most, decimalsOf(String(raw)));
    return nanoFromNumber(raw);
  }
}

/** The decimals of a number as it is written, `1.5e-7` having eight. */
function decimalsOf(text: string): number {
  const [digits = "", exponent = "0"] = text.split("e");
  const fraction = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}

function dayOf(raw: unknown): number {
  const day = typeof raw === "string" ? Date.parse(`${raw.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) throw new Shapeless("the date of a by_period entry is no day");
  return day;
}

type Raw = Readonly<Record<string, unknown>>;

function objectIn(raw: unknown, what: string): Raw {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return raw as Raw;
  throw new Shapeless(`${what} is no object`);
}

function listIn(raw: unknown, what: string): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  throw new Shapeless(`${what} is no list`);
}
