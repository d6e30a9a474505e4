import { columnsFrom, type RowColumns } from "../row-columns.ts";
import { horizonOf } from "../rules/look.ts";
import { StreamBook } from "../rules/stream-book.ts";
import type { LedgerRow } from "../stream.ts";
import type { Columns } from "./columns/columns.ts";
import { ContributorBook } from "./contributors.ts";
import type { Engine, EngineOptions, Measure, Portion, RowPart, Stretch } from "./engine.ts";
import type { AlertRef, Contributors, Finding, Span } from "./finding.ts";
import { knownRefs, rowsWithin } from "./known-refs.ts";
import { measure } from "./measure.ts";
import { partsOf, portionOf } from "./portion.ts";
import { seriesOf } from "./series.ts";
import { State, type StateOptions } from "./state.ts";

/** MAX_GROUPS is how many groups of one rule get findings, unless the options say otherwise. */
const MAX_GROUPS = 10_000;

/** createEngine builds an engine without rows: put the ledger's rows, then tick. */
export function createEngine(options: EngineOptions): Engine {
  return new ColumnarEngine(options);
}

class ColumnarEngine implements Engine {
  readonly horizonMs: number;
  readonly capped = new Map<string, number>();
  readonly #options: StateOptions;
  readonly #book = new StreamBook();
  readonly #contributors = new ContributorBook((account, id) =>
    this.#state.rows.get(this.#book.rowOf(account, id)),
  );
  #state: State;
  /** Numbers of the rows that are news of the coming tick. */
  #news: number[] = [];
  #at = Number.NEGATIVE_INFINITY;
  /** A tick that failed half-way leaves windows that do not add up: they are built anew before the next. */
  #torn = false;

  constructor(options: EngineOptions) {
    this.horizonMs = horizonOf(options.rules, options.settleMs);
    this.#options = {
      maxGroups: MAX_GROUPS,
      settleMs: 0,
      ...options,
      book: this.#book,
      horizonMs: this.horizonMs,
    };
    this.#state = new State(this.#options);
  }

  get size(): number {
    return this.#state.rows.size;
  }

  put(rows: Iterable<LedgerRow>, news: boolean): void {
    this.putColumns(columnsFrom([...rows]), news);
  }

  putColumns(rows: RowColumns, news: boolean): void {
    this.#contributors.clear();
    this.#state.put(rows, news);
    if (!news || this.#options.settleMs === 0) return;
    for (let at = 0; at < rows.length; at++) this.#news.push(rows.rowNo[at] as number);
  }

  tick(at: number, open: Iterable<AlertRef>): Finding[] {
    if (this.#torn) this.#rebuild(slotsThat(this.#state.columns, () => true));
    this.#contributors.clear();
    this.#at = Math.max(this.#at, at);
    this.#torn = true;
    const asked = byRule(open);
    this.#state.advance(this.#at);
    const findings: Finding[] = [];
    this.capped.clear();
    const news = this.#news.map((rowNo) => this.#state.rows.get(rowNo)).filter((slot) => slot >= 0);
    for (const [name, { evaluator, closed }] of this.#state.rules) {
      for (const finding of evaluator.evaluate(this.#at, asked.get(name) ?? [])) {
        findings.push(finding);
      }
      if (closed) findings.push(...closed.find(this.#at, news));
      if (evaluator.leftOut > 0) this.capped.set(name, evaluator.leftOut);
    }
    this.#state.settle();
    this.#news = [];
    this.#torn = false;
    return findings;
  }

  contributors(ref: AlertRef, stretch: Stretch, limit: number): Contributors {
    const rule = this.#state.rules.get(ref.rule);
    if (rule === undefined) return { tasks: [], models: [], members: [] };
    return this.#contributors.contributors(rule, ref, stretch, limit);
  }

  portion(ref: AlertRef, stretch: Stretch): Portion {
    const rule = this.#state.rules.get(ref.rule);
    if (rule === undefined) return { value: 0, unit: "count", streams: 0 };
    return portionOf(rule, this.#contributors.slots(rule, ref, stretch));
  }

  parts(ref: AlertRef, stretch: Stretch, most: number, first: "largest" | "newest"): RowPart[] {
    const rule = this.#state.rules.get(ref.rule);
    if (rule === undefined) return [];
    return partsOf(rule, this.#contributors.slots(rule, ref, stretch), most, first);
  }

  series(ref: AlertRef, windows: readonly Span[]): readonly (number | null)[] {
    const rule = this.#state.rules.get(ref.rule);
    const [first, last] = [windows[0], windows.at(-1)];
    if (rule === undefined || first === undefined || last === undefined) return [];
    const span = { name: "", from: first.from, to: last.to };
    return seriesOf(rule, ref, this.#contributors.slots(rule, ref, { span }), windows);
  }

  refs(rule: string): readonly AlertRef[] {
    const state = this.#state.rules.get(rule);
    return state === undefined ? [] : knownRefs(state, this.#at);
  }

  rowsOf(ref: AlertRef, window: Span): readonly number[] {
    const state = this.#state.rules.get(ref.rule);
    return state === undefined ? [] : Array.from(rowsWithin(state, ref, window));
  }

  measure(ref: AlertRef, window: Span): Measure {
    const state = this.#state.rules.get(ref.rule);
    return state === undefined ? { value: 0, streams: 0 } : measure(state, ref, window);
  }

  forget(before: number): void {
    const { columns } = this.#state;
    const staying = slotsThat(
      columns,
      (slot) =>
        (columns.createdAt[slot] as number) >= before ||
        (columns.finishedAt[slot] as number) >= before,
    );
    const going = columns.length - staying.length;
    // Building anew costs as much as the rows that stay: it has to be worth it.
    if (going * 16 < columns.length || going === 0) return;
    this.#rebuild(staying);
    this.#book.keepOnly((rowNo) => this.#state.rows.get(rowNo) >= 0);
  }

  #rebuild(staying: Uint32Array): void {
    this.#contributors.clear();
    const next = new State(this.#options);
    next.adopt(this.#state.columns, staying);
    this.#state = next;
  }
}

/** The slots that hold a row which a test lets through, in their order. */
function slotsThat(columns: Columns, test: (slot: number) => boolean): Uint32Array {
  const slots = new Uint32Array(columns.length);
  let count = 0;
  for (let slot = 0; slot < columns.length; slot++) {
    if (columns.dead[slot] === 0 && test(slot)) slots[count++] = slot;
  }
  return slots.subarray(0, count);
}

function byRule(open: Iterable<AlertRef>): Map<string, AlertRef[]> {
  const found = new Map<string, AlertRef[]>();
  for (const ref of open) {
    const refs = found.get(ref.rule);
    if (refs === undefined) found.set(ref.rule, [ref]);
    else refs.push(ref);
  }
  return found;
}
