import type { ConditionKind, DayProof, ProofsWrite, TimeSpan } from "../../core/ports/index.ts";
import type { CollectAccount, CollectParts } from "../collect/collect-parts.ts";
import { Raised } from "../collect/raised.ts";
import type { Reach } from "../collect/reach.ts";
import { driftAdvice, unprovenAdvice } from "./advice.ts";
import type { Audits } from "./audits.ts";
import { UNCOUNTED_EDGE_MS } from "./count-probes.ts";
import { dayOf, type ProofBook, readingsOf } from "./proof-book.ts";
import { unprovenSince } from "./unproven.ts";

/** Found is what a reconcile leaves to be stored and told. */
export interface Found {
  readonly span: TimeSpan;
  readonly reach: Reach;
  readonly book: ProofBook;
  readonly audits: Audits;
  readonly settledTo: number | null;
  readonly wrong: readonly string[];
  readonly hasCounted: boolean;
}

/** Standings stores how far an account's numbers are proven, and tells where they are not. */
export class Standings {
  /** This process has read the account's newest rows at least once. */
  hasRead = false;
  readonly #parts: CollectParts;
  readonly #startedAt: number;
  readonly #raised: Raised;
  #stored = "";

  constructor(parts: CollectParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
    this.#raised = new Raised({ ...parts, account: parts.account.name });
  }

  /** store stores what was found, where that is news, and returns to what moment everything is settled. */
  async store(found: Found): Promise<number | null> {
    const { clock, account } = this.#parts;
    const { audits, book, reach } = found;
    const now = clock.now();
    const inner = { ...found.span, from: found.span.from + UNCOUNTED_EDGE_MS };
    const span = inner.from < inner.to ? inner : found.span;
    const provenAt = book.countedAt(span);
    const unproven = unprovenSince({
      ...{ now, provenAt, watermark: reach.watermark, startedAt: this.#startedAt },
      ...{ hasRead: this.hasRead, hasCounted: found.hasCounted },
      alertUnprovenAfterMs: account.alertUnprovenAfterMs,
    });
    const settledTo = settled(found, provenAt, now, account);
    await this.#save({
      account: account.name,
      ...{ summary: audits.state, summaryDetail: audits.detail, provenAt, settledTo },
      since: dayOf(span.from),
      days: dayProofs(book, audits, span),
    });
    const advice = unproven && unprovenAdvice(account.name, unproven.what, found.wrong);
    await this.#tell("numbers-unproven", advice, unproven?.since ?? now);
    await this.#tell("ledger-drift", driftAdvice(account.name, audits.drift), now);
    return settledTo;
  }

  /** A reconcile that found nothing new writes nothing: it runs every minute. */
  async #save(write: ProofsWrite): Promise<void> {
    const text = JSON.stringify(write);
    if (text === this.#stored) return;
    // A lost answer is no failed write.
    this.#stored = "";
    await this.#parts.ledger.saveProofs(write);
    this.#stored = text;
  }

  async #tell(kind: ConditionKind, advice: string | null, since: number): Promise<void> {
    if (advice === null) await this.#raised.clear(kind);
    else await this.#raised.raise(kind, advice, since);
  }
}

/**
 * What left the settling time while all of it was proven, by this process too, can no longer change, up to where rows were taken
 * for gone and nobody has looked again.
 */
function settled(
  { span, reach, book, settledTo, hasCounted }: Found,
  provenAt: number | null,
  now: number,
  { settleMs, alertUnprovenAfterMs }: CollectAccount,
): number | null {
  const known = reach.watermark ?? Number.NEGATIVE_INFINITY;
  const to = Math.min(now - settleMs, known, book.doubtedFrom ?? Number.POSITIVE_INFINITY);
  const isProven = provenAt !== null && now - provenAt <= alertUnprovenAfterMs;
  if (!isProven || !hasCounted || span.from > to) return settledTo;
  return Math.max(to, settledTo ?? to);
}

function dayProofs(book: ProofBook, audits: Audits, span: TimeSpan): readonly DayProof[] {
  return readingsOf(book, span)
    .map((day) => ({ ...day, audit: audits.of(day.day) }))
    .filter(({ readAt, countedAt, audit }) => readAt !== null || countedAt !== null || audit);
}
