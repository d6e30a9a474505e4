import type { TimeSpan } from "../../core/ports/index.ts";
import type { CollectParts, Findings } from "../collect/collect-parts.ts";
import type { Reach } from "../collect/reach.ts";
import type { WindowReader } from "../collect/window-reader.ts";
import { Audits } from "./audits.ts";
import type { ReconcileContext } from "./context.ts";
import { CountProbes, UNCOUNTED_EDGE_MS } from "./count-probes.ts";
import { ProofBook } from "./proof-book.ts";
import type { RequestPace } from "./request-pace.ts";
import { Rereadings } from "./rereadings.ts";
import { Standings } from "./standings.ts";

type Timing = Pick<ReconcileContext, "span" | "clock" | "book" | "account">;

/** Proving is one way to prove the ledger: whether there is something for it to do, and the next thing. */
interface Proving {
  due(timing: Timing): boolean;
  step(context: ReconcileContext): Promise<void>;
}

/**
 * Reconciler proves the ledger against the API, as far as that is due and the account's requests allow: first the counts
 * of what may still change and the search for what differs, then the API's own sums, then reading whole days again.
 */
export class Reconciler {
  readonly #parts: CollectParts;
  readonly #pace: RequestPace;
  readonly #reach: Reach;
  readonly #book = new ProofBook();
  readonly #probes = new CountProbes();
  readonly #audits = new Audits();
  readonly #rereadings: Rereadings;
  readonly #standings: Standings;
  #settledTo: number | null = null;
  #loaded = false;

  constructor(parts: CollectParts, reach: Reach, pace: RequestPace) {
    this.#parts = parts;
    this.#reach = reach;
    this.#pace = pace;
    this.#rereadings = new Rereadings(this.#probes, this.#audits);
    this.#standings = new Standings(parts);
  }

  /** swept notes a window that a complete sweep proved, a poll's too, when the sweep began, and how many rows it no longer held. */
  swept(window: TimeSpan, at: number, retracted: number): void {
    this.#book.swept(window, at);
    if (retracted > 0) this.#book.withdrew(window, at);
    // What proofs read ends an overlap behind now: only a poll reads beyond that.
    if (window.to > at - this.#parts.account.overlapMs) this.#standings.hasRead = true;
  }

  /** begin takes over what another process, or this one before its start, has proven. */
  async begin(): Promise<void> {
    const { account, ledger } = this.#parts;
    if (this.#reach.edges.back === null) this.#reach.adopt(await ledger.checkpoint(account.name));
    const proofs = await ledger.proofs(account.name);
    this.#settledTo = proofs.settledTo;
    if (this.#loaded) return;
    this.#book.load(proofs);
    this.#audits.load(proofs);
    this.#loaded = true;
  }

  /** due tells whether a step may be taken now. */
  due(): boolean {
    const timing = this.#timing();
    return timing !== null && this.#due(timing) !== undefined;
  }

  /** step does the first thing that is due: one request, or one reading. */
  async step(reader: WindowReader): Promise<Findings> {
    const timing = this.#timing();
    const next = timing && this.#due(timing);
    const rest = { ready: false, more: false };
    if (!next) return { wrong: [], ...rest, idle: true };
    await next.step({ ...this.#parts, ...timing, reach: this.#reach, reader });
    this.#reach.unexplained = this.#probes.unexplained;
    return { wrong: this.#probes.wrong, ...rest };
  }

  /** end stores what is proven, and tells admins what is not. */
  async end(): Promise<void> {
    const timing = this.#timing();
    if (!timing) return;
    const { clock, account } = this.#parts;
    this.#settledTo = await this.#standings.store({
      ...{ span: timing.span, reach: this.#reach, book: this.#book, audits: this.#audits },
      settledTo: this.#settledTo,
      wrong: this.#probes.wrong,
      hasCounted: this.#probes.hasCounted(timing),
    });
    const before = clock.now() - 3 * account.settleMs;
    this.#book.forget(before);
    this.#audits.forget(before);
  }

  #due(timing: Timing): Proving | undefined {
    if (!this.#pace.open) return undefined;
    return [this.#probes, this.#audits, this.#rereadings].find((one) => one.due(timing));
  }

  #timing(): Timing | null {
    const { account, clock } = this.#parts;
    const { back, frontier } = this.#reach.edges;
    if (back === null || frontier === null) return null;
    const now = clock.now();
    const to = Math.min(frontier, now) - account.overlapMs;
    // What left the settling time unproven or in doubt is still asked for, for as long again.
    const settling = now - account.settleMs;
    const doubted = (this.#book.doubtedFrom ?? Number.POSITIVE_INFINITY) - UNCOUNTED_EDGE_MS;
    const unsettled = Math.min(this.#settledTo ?? settling, doubted);
    const from = Math.max(Math.min(settling, unsettled), settling - account.settleMs, back);
    return from < to ? { span: { from, to }, clock, book: this.#book, account } : null;
  }
}
