import { AMOUNT } from "../metrics/amount.ts";
import { type MetricPlan, metricPlan } from "../metrics/plan.ts";
import type { RuleScope } from "../rules/evaluator.ts";
import { metricOf } from "../rules/look.ts";
import type { Stretch } from "./engine.ts";
import type { AlertRef, Contributor, Contributors, Span } from "./finding.ts";
import { GroupRows } from "./group-rows.ts";
import { edgesOf } from "./span-edges.ts";
import type { RuleState } from "./state.ts";

/** Tally is what one task, model or member adds up to. */
interface Tally {
  value: number;
  streams: number;
  /** The newest row that has a title. */
  titled: number;
  readonly tasks: Set<number>;
}

const NOBODY: Contributors = { tasks: [], models: [], members: [] };

/** ContributorBook adds up what each task, model and member has in a group's value within a window. */
export class ContributorBook {
  readonly #slotOfStream: (account: string, id: string) => number;
  readonly #windows = new Map<string, GroupRows>();

  constructor(slotOfStream: (account: string, id: string) => number) {
    this.#slotOfStream = slotOfStream;
  }

  /** clear forgets the windows looked through, since rows were put or let go of. */
  clear(): void {
    this.#windows.clear();
  }

  contributors(state: RuleState, ref: AlertRef, part: Stretch, limit: number): Contributors {
    const slots = this.slots(state, ref, part);
    return slots.length === 0 ? NOBODY : largestParts(state, slots, limit);
  }

  /** slots returns where a group's rows of a stretch lie, earliest first. */
  slots(state: RuleState, ref: AlertRef, { span, newerThan = 0 }: Stretch): Uint32Array {
    const { rule, scope } = state;
    const group = scope.grouping.find(ref.account, ref.group);
    if (group < 0 || !scope.grouping.fits(ref.account, ref.group)) return new Uint32Array();
    const slots = rule.kind === "stream" ? this.#stream(ref) : this.#rows(state, span).of(group);
    const { rowNo } = scope.columns;
    return newerThan === 0 ? slots : slots.filter((slot) => (rowNo[slot] as number) > newerThan);
  }

  #stream(ref: AlertRef): Uint32Array {
    const slot = this.#slotOfStream(ref.account, ref.window);
    return Uint32Array.from(slot < 0 ? [] : [slot]);
  }

  #rows({ rule, scope }: RuleState, span: Span): GroupRows {
    const [low, high] = edgesOf(rule, span);
    const key = `${rule.name} ${low} ${high}`;
    let rows = this.#windows.get(key);
    if (rows === undefined) {
      rows = new GroupRows(scope, low, high);
      this.#windows.set(key, rows);
    }
    return rows;
  }
}

function largestParts({ rule, scope }: RuleState, slots: Uint32Array, limit: number): Contributors {
  const plan = metricPlan(metricOf(rule));
  const { columns } = scope;
  const largest = (column: Uint32Array, nameOf: NameOf) =>
    ranking(tallies(slots, column, scope, plan), nameOf, plan).slice(0, limit);
  return {
    tasks: largest(columns.task, (id, { titled }) => ({
      id: columns.tasks.text(id),
      title: titled < 0 ? null : columns.titleOf(titled),
    })),
    models: largest(columns.model, (id) => ({ id: columns.models.text(id), title: null })),
    members: largest(columns.member, (id) => ({ id: columns.members.text(id), title: null })),
  };
}

type NameOf = (id: number, tally: Tally) => Pick<Contributor, "id" | "title">;

function tallies(
  slots: Uint32Array,
  column: Uint32Array,
  scope: RuleScope,
  { share }: MetricPlan,
): Map<number, Tally> {
  const { columns } = scope;
  const found = new Map<number, Tally>();
  for (const slot of slots) {
    const id = column[slot] as number;
    let tally = found.get(id);
    if (tally === undefined) {
      tally = { value: 0, streams: 0, titled: -1, tasks: new Set() };
      found.set(id, tally);
    }
    tally.streams++;
    if (columns.title[slot] !== 0 && isNewer(scope, slot, tally.titled)) tally.titled = slot;
    if (share === "tasks") tally.value = tally.tasks.add(columns.task[slot] as number).size;
    else tally.value += share === "streams" ? 1 : AMOUNT[share](columns, slot);
  }
  return found;
}

/** Slots come earliest first; of two at the same moment the one with the higher row number is the newer. */
function isNewer({ columns, order }: RuleScope, slot: number, than: number): boolean {
  if (than < 0 || order.times[slot] !== order.times[than]) return true;
  return (columns.rowNo[slot] as number) > (columns.rowNo[than] as number);
}

function ranking(
  found: ReadonlyMap<number, Tally>,
  nameOf: NameOf,
  plan: MetricPlan,
): Contributor[] {
  const unit = plan.shareUnit === plan.unit ? {} : { unit: plan.shareUnit };
  return [...found]
    .map(([id, tally]) => ({
      ...nameOf(id, tally),
      value: tally.value,
      ...unit,
      streams: tally.streams,
    }))
    .filter((each) => each.value !== 0)
    .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
}
