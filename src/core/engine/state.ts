import { livingOnly, type RowColumns } from "../row-columns.ts";
import { ClosedPeriods } from "../rules/closed-periods.ts";
import type { Evaluator, RuleScope } from "../rules/evaluator.ts";
import { evaluatorOf } from "../rules/evaluator-of.ts";
import { columnsOf, hasPeriods } from "../rules/look.ts";
import { NewValueEvaluator } from "../rules/new-value.ts";
import { DIMENSIONS, type NewValueRule, type Rule } from "../rules/spec.ts";
import { StreamEvaluator } from "../rules/stream.ts";
import type { StreamBook } from "../rules/stream-book.ts";
import { type Frame, frameOf, windowKey } from "../windows/frame.ts";
import { GroupIndex } from "../windows/group-index.ts";
import { SlidingWindow } from "../windows/sliding-window.ts";
import { View } from "../windows/view.ts";
import { checkAmounts } from "./columns/check-amounts.ts";
import { Columns } from "./columns/columns.ts";
import { CostCentres } from "./columns/cost-centres.ts";
import { Grouping } from "./columns/grouping.ts";
import { filterKey, RowFilter } from "./columns/row-filter.ts";
import { RowMap } from "./columns/row-map.ts";
import { type TimeAxis, TimeOrder } from "./columns/time-order.ts";
import type { EngineOptions } from "./engine.ts";

/** StateOptions are what a state is built from; the book outlives it. */
export interface StateOptions extends Required<EngineOptions> {
  readonly book: StreamBook;
  readonly horizonMs: number;
}

/** RuleState is one rule with what it is evaluated by. */
export interface RuleState {
  readonly rule: Rule;
  readonly scope: RuleScope;
  readonly evaluator: Evaluator;
  /** Budgets whose periods may change after their end. */
  readonly closed: ClosedPeriods | null;
}

/**
 * State is the rows and all that is derived from them: orders, groups, filters, windows, evaluators. Rules that agree share
 * each of these. It only grows; to let go of rows a new state is built from those that stay.
 */
export class State {
  readonly columns: Columns;
  readonly rows = new RowMap();
  readonly rules = new Map<string, RuleState>();
  readonly #options: StateOptions;
  readonly #centres: CostCentres;
  readonly #orders: Readonly<Record<TimeAxis, TimeOrder>>;
  readonly #groupings = new Map<string, Grouping>();
  readonly #filters = new Map<string, RowFilter>();
  readonly #windows = new Map<string, { window: SlidingWindow; frame: Frame }>();
  readonly #views = new Map<string, View>();
  readonly #indexes = new Map<string, GroupIndex>();
  readonly #happenings: (StreamEvaluator | NewValueEvaluator)[] = [];
  /** Slots from here on are not counted in any window yet. */
  #settled = 0;
  #dead = 0;

  constructor(options: StateOptions) {
    this.#options = options;
    this.columns = new Columns(columnsOf(options.rules));
    this.#centres = new CostCentres(options.groups, this.columns.members);
    this.#orders = {
      created_at: new TimeOrder(this.columns, "created_at"),
      finished_at: new TimeOrder(this.columns, "finished_at"),
    };
    for (const rule of options.rules) this.#addRule(rule);
  }

  /** Slots that hold a row no more. */
  get dead(): number {
    return this.#dead;
  }

  /** put takes rows as they are now, in their order. */
  put(rows: RowColumns, news: boolean): void {
    checkAmounts(rows);
    // First, since it may fail: only what no window counts yet is changed from then on.
    for (let at = 0; at < rows.length; at++) this.#bury(rows.rowNo[at] as number);
    const living = livingOnly(rows);
    const first = this.columns.append(living);
    this.#assign(first);
    this.#name(rows, first);
    for (const evaluator of this.#happenings) {
      for (let at = 0; at < living.length; at++) {
        evaluator.take(living.id[at] as string, first + at, news);
      }
    }
  }

  /** adopt takes over rows of an earlier state, in the order of their slots there. */
  adopt(from: Columns, slots: Uint32Array): void {
    const { columns } = this;
    const first = columns.adopt(from, slots);
    this.#assign(first);
    for (let slot = first; slot < columns.length; slot++) {
      this.rows.set(columns.rowNo[slot] as number, slot);
    }
  }

  /** advance counts what was put, and moves every window to `at`. */
  advance(at: number): void {
    const { columns } = this;
    const from = this.#settled;
    this.#settled = columns.length;
    for (const order of Object.values(this.#orders)) {
      const added = this.#living(order.insert(from, columns.length));
      for (const { window } of this.#windows.values()) {
        if (window.order === order) window.addLate(added);
      }
      for (const index of this.#indexes.values()) {
        if (index.order === order) index.add(added, at);
      }
    }
    for (const { window, frame } of this.#windows.values()) {
      const { low, high } = frame.at(at);
      window.moveTo(low, high);
    }
  }

  /** settle forgets which groups changed, once every rule has been evaluated. */
  settle(): void {
    for (const view of this.#views.values()) view.settle();
  }

  #addRule(rule: Rule): void {
    const scope = this.#scopeOf(rule);
    if (rule.kind !== "stream" && rule.kind !== "new_value") {
      const { settleMs } = this.#options;
      const closed =
        settleMs > 0 && hasPeriods(rule) ? new ClosedPeriods(rule, scope, settleMs) : null;
      this.rules.set(rule.name, { rule, scope, evaluator: evaluatorOf(rule, scope), closed });
      return;
    }
    const slotOf = (rowNo: number) => this.rows.get(rowNo);
    const evaluator =
      rule.kind === "stream"
        ? new StreamEvaluator(rule, scope, slotOf)
        : new NewValueEvaluator(rule, scope, this.#scopeOf(withValues(rule)), slotOf);
    this.#happenings.push(evaluator);
    this.rules.set(rule.name, { rule, scope, evaluator, closed: null });
  }

  #assign(first: number): void {
    const { length } = this.columns;
    for (const grouping of this.#groupings.values()) grouping.assign(first, length);
    for (const filter of this.#filters.values()) filter.assign(first, length);
  }

  /** Gives the slots from `first` on to the rows that have not been retracted; of a row that comes twice the last counts. */
  #name({ length, rowNo, retracted }: RowColumns, first: number): void {
    let slot = first;
    for (let at = 0; at < length; at++) {
      this.#bury(rowNo[at] as number);
      if (!retracted?.[at]) this.rows.set(rowNo[at] as number, slot++);
    }
  }

  #bury(rowNo: number): void {
    const slot = this.rows.get(rowNo);
    if (slot < 0) return;
    this.rows.delete(rowNo);
    this.#dead++;
    try {
      if (slot < this.#settled) this.#takeBack(slot);
    } finally {
      // Only now: windows pass over dead slots.
      this.columns.dead[slot] = 1;
    }
  }

  #living(slots: Uint32Array): Uint32Array {
    const { dead } = this.columns;
    return this.#dead === 0 ? slots : slots.filter((slot) => dead[slot] === 0);
  }

  #takeBack(slot: number): void {
    for (const { window } of this.#windows.values()) window.takeBack(slot);
    for (const index of this.#indexes.values()) index.remove(slot);
  }

  #scopeOf(rule: Rule): RuleScope {
    const { columns } = this;
    const where = filterKey(rule.where);
    const by = DIMENSIONS.filter((dimension) => rule.by.includes(dimension)).join(",");
    const grouping = kept(this.#groupings, by, () => new Grouping(rule.by, columns, this.#centres));
    const filter = kept(
      this.#filters,
      where,
      () => new RowFilter(rule.where, columns, this.#centres),
    );
    const order = this.#orders[rule.time];
    return {
      columns,
      grouping,
      filter,
      order,
      centres: this.#centres,
      book: this.#options.book,
      maxGroups: this.#options.maxGroups,
      horizonMs: this.#options.horizonMs,
      view: (spec, sources) => {
        const windowName = `${rule.time} ${windowKey(spec)}`;
        const { window } = kept(this.#windows, windowName, () => ({
          window: new SlidingWindow(order),
          frame: frameOf(spec),
        }));
        const view = kept(this.#views, `${windowName} by ${by} where ${where}`, () => {
          const fresh = new View(columns, grouping, filter);
          window.views.push(fresh);
          return fresh;
        });
        for (const source of sources) view.accumulator(source);
        return view;
      },
      fixedView: (low, high, sources) => {
        const window = new SlidingWindow(order);
        const view = new View(columns, grouping, filter);
        for (const source of sources) view.accumulator(source);
        window.views.push(view);
        window.moveTo(low, high);
        return view;
      },
      index: (lookBackMs, amounts) => {
        const key = `${rule.time} by ${by} where ${where}`;
        const index = kept(
          this.#indexes,
          key,
          () => new GroupIndex(order, columns, grouping, filter),
        );
        index.keep(lookBackMs, amounts);
        return index;
      },
    };
  }
}

/** The rule with its groups split by the values that it watches. */
function withValues(rule: NewValueRule): NewValueRule {
  return { ...rule, by: [...rule.by, rule.of] };
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  let found = map.get(key);
  if (found === undefined) {
    found = make();
    map.set(key, found);
  }
  return found;
}
