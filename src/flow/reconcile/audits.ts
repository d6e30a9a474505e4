import type { AccountProofs, SummaryState } from "../../core/ports/index.ts";
import { DAY_MS } from "../collect/windows.ts";
import { askSummary, type Told } from "./ask-summary.ts";
import { type Comparison, compareSums } from "./compare-sums.ts";
import type { ReconcileContext } from "./context.ts";
import { afterAudit, type DayAudit, isReadSince, recheckAt } from "./day-audit.ts";
import { closedDays } from "./rotation.ts";

const HOUR_MS = 60 * 60_000;
/** How long after its first row a day is audited at the earliest: rows that were never read would be missed, ms. */
const NOT_BEFORE_MS = 60_000;
/** What the summary was when it was last asked decides when it is asked again, ms. */
const AGAIN_MS: Readonly<Record<SummaryState, number>> = {
  unknown: 0,
  usable: HOUR_MS,
  rounds: HOUR_MS,
  failing: HOUR_MS,
  forbidden: 6 * HOUR_MS,
  unknown_shape: 6 * HOUR_MS,
};

/** ToRead is a day that is to be read whole, by its first moment, and since when. */
interface ToRead {
  readonly day: number;
  readonly since: number;
}

type Timing = Pick<ReconcileContext, "span" | "clock" | "book">;

/**
 * Audits compares the ledger's sums of closed days with the API's own: all days in one request, and days in which
 * something may differ one by one. What is to be read whole before it is compared again is in `toRead`.
 */
export class Audits {
  #state: SummaryState = "unknown";
  #detail: string | null = null;
  #nextAt = 0;
  #roundedTo: number | null = null;
  readonly #days = new Map<number, DayAudit>();
  /** Days that are to be asked for on their own, since something differs and it is not known where. */
  readonly #suspected = new Set<number>();
  /** Days that were asked for once more after their reading. */
  readonly #rechecked = new Set<number>();

  /** load takes over what was stored. */
  load(proofs: AccountProofs): void {
    this.#state = proofs.summary;
    this.#detail = proofs.summaryDetail;
    for (const { day, audit } of proofs.days) if (audit) this.#days.set(day, audit);
    const last = Math.max(0, ...[...this.#days.values()].map(({ at }) => at));
    this.#nextAt = last + AGAIN_MS[this.#state];
  }

  get state(): SummaryState {
    return this.#state;
  }

  get detail(): string | null {
    return this.#detail;
  }

  of(day: number): DayAudit | null {
    return this.#days.get(day) ?? null;
  }

  /** Days whose sums are the API's to the last digit, by their first moments. */
  get agreeing(): ReadonlySet<number> {
    if (this.#state !== "usable") return new Set();
    return new Set(
      [...this.#days].flatMap(([day, { outcome }]) => (outcome === "agrees" ? day : [])),
    );
  }

  /** Days that differ although they were read again whole, oldest first, each with what differs. */
  get drift(): readonly { readonly day: number; readonly difference: string }[] {
    return [...this.#days]
      .flatMap(([day, { outcome, difference }]) =>
        outcome === "drift" && difference !== null ? [{ day, difference }] : [],
      )
      .sort((left, right) => left.day - right.day);
  }

  /** Days that differ and were not read whole since that was found. */
  toRead({ book }: Pick<ReconcileContext, "book">): readonly ToRead[] {
    return [...this.#days].flatMap(([day, { outcome, since }]) => {
      const tried = book.triedAt({ from: day, to: day + DAY_MS });
      const waits = outcome === "differs" && since !== null && !isReadSince(since, tried);
      return waits ? { day, since } : [];
    });
  }

  /** due tells whether there is something to ask. */
  due(timing: Timing): boolean {
    return this.#dueDay(timing) !== undefined || this.#isDue(timing);
  }

  /** step asks one question. */
  async step(context: ReconcileContext): Promise<void> {
    const day = this.#dueDay(context);
    if (day !== undefined) return this.#askDay(context, day);
    const days = auditable(context);
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return;
    const now = context.clock.now();
    const told = await askSummary(context, { from: first, to: last + DAY_MS });
    this.#note(context, told);
    if (told.summary !== null) this.#judgeAll(context, this.#compare(told));
    this.#nextAt = now + AGAIN_MS[this.#state];
  }

  /** forget drops days before a moment. */
  forget(before: number): void {
    for (const day of this.#days.keys()) if (day < before) this.#days.delete(day);
  }

  async #askDay(context: ReconcileContext, day: number): Promise<void> {
    const told = await askSummary(context, { from: day, to: day + DAY_MS });
    this.#suspected.delete(day);
    if (isReadSince(this.of(day)?.since ?? null, readAt(context, day))) this.#rechecked.add(day);
    this.#note(context, told);
    if (told.summary === null) {
      this.#suspected.clear();
      this.#nextAt = context.clock.now() + AGAIN_MS[this.#state];
      return;
    }
    let comparison = this.#compare(told);
    if (this.#rechecked.has(day) && comparison.perhapsRoundedTo !== null) {
      // All rows were read again: rounding is the likelier reason where it explains every difference.
      this.#roundedTo = comparison.perhapsRoundedTo;
      comparison = this.#compare(told);
    }
    this.#judge(context, day, differenceOfDay(comparison));
  }

  #compare(told: Extract<Told, { summary: object }>): Comparison {
    const comparison = compareSums(told.summary, told.held, this.#roundedTo);
    this.#roundedTo = comparison.roundedTo;
    this.#state = this.#roundedTo === null ? "usable" : "rounds";
    this.#detail =
      this.#roundedTo === null ? null : `its amounts are rounded to ${this.#roundedTo} decimals`;
    return comparison;
  }

  #judgeAll(context: ReconcileContext, { days, whole }: Comparison): void {
    const isAllDays = [...days.values()].every((difference) => difference === null);
    for (const [day, difference] of days) {
      // What differs may be who spent it: the day's own sum does not show that.
      const isUncertain = whole.length > 0 && (isAllDays || !this.#agrees(day));
      if (difference !== null || !isUncertain) this.#judge(context, day, difference);
      if (isUncertain || this.of(day)?.outcome === "drift") this.#suspected.add(day);
    }
  }

  #judge(context: ReconcileContext, day: number, difference: string | null): void {
    const { clock, telemetry, account, log } = context;
    const before = this.of(day);
    const after = afterAudit(before, difference, readAt(context, day), clock.now());
    this.#days.set(day, after);
    if (after.since !== before?.since) this.#rechecked.delete(day);
    telemetry.count("audits_total", { account: account.name, outcome: after.outcome });
    if (before?.outcome === after.outcome || after.outcome === "agrees") return;
    const fields = { account: account.name, day: new Date(day).toISOString(), difference };
    if (after.outcome === "differs") log.info("a day's sums differ; it is read again", fields);
    else log.warn("a day's sums differ although it was read again whole", fields);
  }

  #note({ log, account }: ReconcileContext, told: Told): void {
    if (told.summary !== null) return;
    if (told.state !== this.#state) {
      const fields = { account: account.name, summary: told.state, detail: told.detail };
      log.warn("the API's usage summary is of no use; closed days are read again in turn", fields);
    }
    this.#state = told.state;
    this.#detail = told.detail;
  }

  #isDue(timing: Timing): boolean {
    return this.#nextAt <= timing.clock.now() && auditable(timing).length > 0;
  }

  #dueDay(timing: Timing): number | undefined {
    const now = timing.clock.now();
    return auditable(timing).find((day) => {
      if (this.#suspected.has(day)) return true;
      const audit = this.of(day);
      if (!audit || !this.#canAsk) return false;
      const at = recheckAt(audit, readAt(timing, day), this.#rechecked.has(day));
      return at !== null && at <= now;
    });
  }

  #agrees(day: number): boolean {
    return (this.of(day)?.outcome ?? "agrees") === "agrees";
  }

  get #canAsk(): boolean {
    return this.#state === "usable" || this.#state === "rounds";
  }
}

/** auditable are the closed days of which every row, and every one near their edges, should be in the ledger. */
function auditable({ span }: Pick<ReconcileContext, "span">): readonly number[] {
  return closedDays(span).filter((day) => day >= span.from + NOT_BEFORE_MS);
}

function readAt({ book }: Pick<ReconcileContext, "book">, day: number): number | null {
  return book.readAt({ from: day, to: day + DAY_MS });
}

function differenceOfDay({ days, whole }: Comparison): string | null {
  const sum = [...days.values()].find((text) => text !== null);
  const all = whole.length > 0 ? whole : sum ? [sum] : [];
  return all.length > 0 ? all.join("; ") : null;
}
