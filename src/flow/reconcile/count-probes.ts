import type { TimeSpan } from "../../core/ports/index.ts";
import {
  afterCount,
  type Band,
  type BandOutcome,
  type BandState,
  bandsOf,
  FRESH_BAND,
} from "./bands.ts";
import type { ReconcileContext } from "./context.ts";
import { countWindow, quietCut } from "./count-window.ts";
import { differenceText, differs } from "./difference.ts";
import { readWindow } from "./read-window.ts";
import { halved, nextStep, type Suspect } from "./search.ts";

/** EDGE_REACH_MS is how far from where a band's edge should be a quiet moment is looked for. */
const EDGE_REACH_MS = 10 * 60_000;

/** So near to its oldest edge a span may not be counted for long: it was while it was younger, and is read in its turn; ms. */
export const UNCOUNTED_EDGE_MS = 2 * EDGE_REACH_MS;

/** Hunt is the search for what makes a band differ; its suspects are looked into from the last one on. */
interface Hunt {
  readonly band: Band;
  readonly found: string;
  readonly suspects: readonly Suspect[];
  readonly healed: boolean;
  /** A suspect could not be proven, and is a gap now: that explains the difference. */
  readonly gap: boolean;
}

/** Unclear is a window that is to be read whole, since a moment. */
interface Unclear {
  readonly window: TimeSpan;
  readonly since: number;
}

/**
 * CountProbes compares, band by band, the API's count with the ledger's, and where they differ halves the band until
 * what is left can be read. Each step makes one request, or reads one window.
 *
 * | state | event | next |
 * |---|---|---|
 * | idle | a band is due and agrees | idle, the band is due later than the last time |
 * | idle | a band is due and differs | hunting in that band |
 * | hunting | a suspect is halved | hunting in the halves that differ; in neither: the suspect is left to be read whole |
 * | hunting | a suspect is read | hunting in the others |
 * | hunting | no suspect is left | idle, the band is due soon if rows were healed, else later than the last time |
 */
export class CountProbes {
  #unclear: readonly Unclear[] = [];
  readonly #bands = new Map<number, BandState>();
  /** Bands that still differ after what could be read was read, and how. */
  readonly #differing = new Map<number, string>();
  #hunt: Hunt | null = null;

  /** unclear are the windows in which a difference could not be narrowed down, until they were read whole. */
  unclear({ book }: Pick<ReconcileContext, "book">): readonly Unclear[] {
    this.#unclear = this.#unclear.filter(({ window, since }) => book.untried(window, since - 1));
    return this.#unclear;
  }

  /** What differs and could not be mended so far, one text for each band. */
  get wrong(): readonly string[] {
    return [...this.#differing.values()];
  }

  /** Bands that differ without a gap that says why, the one that is looked into included. */
  get unexplained(): number {
    return this.#differing.size + (this.#hunt && !this.#hunt.gap ? 1 : 0);
  }

  /** Whether every band was counted at least once by this process. */
  hasCounted(context: Pick<ReconcileContext, "span" | "clock">): boolean {
    return bandsOf(context.span, context.clock.now()).every(({ index }) => this.#bands.has(index));
  }

  /** due tells whether there is something to count or to look into. */
  due(context: Pick<ReconcileContext, "span" | "clock">): boolean {
    return this.#hunt !== null || this.#dueBand(context) !== undefined;
  }

  /** step takes the next one. */
  async step(context: ReconcileContext): Promise<void> {
    const suspect = this.#hunt?.suspects.at(-1);
    if (this.#hunt && suspect) await this.#narrow(context, this.#hunt, suspect);
    else await this.#count(context);
    if (this.#hunt?.suspects.length === 0) this.#end(context, this.#hunt);
  }

  #dueBand({ span, clock }: Pick<ReconcileContext, "span" | "clock">): Band | undefined {
    const now = clock.now();
    return bandsOf(span, now).find(
      ({ index }) => (this.#bands.get(index) ?? FRESH_BAND).nextAt <= now,
    );
  }

  async #count(context: ReconcileContext): Promise<void> {
    const band = this.#dueBand(context);
    if (!band) return;
    const { clock, book, telemetry, account } = context;
    const window = await this.#edged(context, band);
    const askedAt = clock.now();
    const { rows, off } = await countWindow(context, window);
    const outcome = differs(off) ? "differs" : "agrees";
    telemetry.count("count_probes_total", { account: account.name, outcome });
    if (outcome === "agrees") {
      book.agreed(window, askedAt);
      this.#settle(band, "agrees", askedAt);
      return;
    }
    const found = `${iso(window.from)} to ${iso(window.to)}: ${differenceText(off)}`;
    this.#hunt = { band, found, suspects: [{ window, rows, off }], healed: false, gap: false };
  }

  /** The edges lie where there are no rows, and move from one count to the next, so that no row hides on one for long. */
  async #edged(context: ReconcileContext, band: Band): Promise<TimeSpan> {
    const { span } = context;
    const within = Math.floor(Math.min(EDGE_REACH_MS, (band.to - band.from) / 8));
    const first = Math.max(Math.floor(band.from), span.from + within);
    const last = Math.min(Math.floor(band.to), span.to - within);
    const from = await quietCut(context, first, within, span);
    const to = await quietCut(context, last, within, span);
    return { from: Math.min(from, to), to };
  }

  async #narrow(context: ReconcileContext, hunt: Hunt, suspect: Suspect): Promise<void> {
    const others = hunt.suspects.slice(0, -1);
    const step = nextStep(suspect);
    if (step.step === "read") {
      const { proven, healed } = await readWindow(context, suspect.window);
      this.#hunt = {
        ...hunt,
        suspects: others,
        healed: hunt.healed || healed > 0,
        gap: hunt.gap || !proven,
      };
      return;
    }
    const within = Math.min(step.withinMs, EDGE_REACH_MS);
    const cut = await quietCut(context, step.cut, within, suspect.window);
    const first = await countWindow(context, { from: suspect.window.from, to: cut });
    const suspects = halved(suspect, cut, first);
    if (suspects.length === 0) {
      this.#unclear = [...this.#unclear, { window: suspect.window, since: context.clock.now() }];
    }
    this.#hunt = { ...hunt, suspects: [...others, ...suspects] };
  }

  #end({ clock, log, account }: ReconcileContext, hunt: Hunt): void {
    const { band, found, healed, gap } = hunt;
    this.#hunt = null;
    this.#settle(band, healed ? "healed" : "differs", clock.now());
    if (healed || gap) return;
    if (!this.#differing.has(band.index)) {
      log.warn("the API's count differs from the ledger's, and reading again found nothing", {
        account: account.name,
        window: found,
      });
    }
    this.#differing.set(band.index, found);
  }

  #settle({ index }: Band, outcome: BandOutcome, now: number): void {
    if (outcome !== "differs") this.#differing.delete(index);
    this.#bands.set(index, afterCount(index, this.#bands.get(index) ?? FRESH_BAND, outcome, now));
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
