import { AMOUNT } from "../metrics/amount.ts";
import { type MetricPlan, metricPlan } from "../metrics/plan.ts";
import type { RuleScope } from "../rules/evaluator.ts";
import { metricOf, windowOf } from "../rules/look.ts";
import { frameOf } from "../windows/frame.ts";
import type { Columns } from "./columns/columns.ts";
import type { AlertRef, Contributor, Contributors, Span } from "./finding.ts";
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

/** contributorsOf adds up what each task, model and member has in a group's value within a window. */
export function contributorsOf(
  { rule, scope }: RuleState,
  ref: AlertRef,
  span: Span,
  limit: number,
  slotOfStream: (account: string, id: string) => number,
): Contributors {
  const group = scope.grouping.find(ref.account, ref.group);
  if (group < 0 || !scope.grouping.fits(ref.account, ref.group)) return NOBODY;
  const slots =
    rule.kind === "stream"
      ? [slotOfStream(ref.account, ref.window)].filter((slot) => slot >= 0)
      : slotsWithin(scope, group, ...edgesOf(rule, span));
  const plan = metricPlan(metricOf(rule));
  const { columns } = scope;
  const largest = (column: Uint32Array, nameOf: (id: number, tally: Tally) => Name) =>
    ranking(tallies(slots, column, columns, plan), nameOf).slice(0, limit);
  return {
    tasks: largest(columns.task, (id, { titled }) => ({
      id: columns.tasks.text(id),
      title: titled < 0 ? null : columns.titleOf(titled),
    })),
    models: largest(columns.model, (id) => ({ id: columns.models.text(id), title: null })),
    members: largest(columns.member, (id) => ({ id: columns.members.text(id), title: null })),
  };
}

type Name = Pick<Contributor, "id" | "title">;

/** The window's edges: (low, high]; a calendar window begins with its first moment and ends before the next begins. */
function edgesOf(rule: RuleState["rule"], span: Span): [low: number, high: number] {
  const window = windowOf(rule);
  if (window === null || window.kind === "rolling") return [span.from, span.to];
  const frame = frameOf(window);
  const last = frame.closed(frame.at(span.from).id, span.from).high;
  return [span.from - 1, Math.min(span.to, last)];
}

/** The group's slots in the order of their times. */
function slotsWithin(scope: RuleScope, group: number, low: number, high: number): number[] {
  const { columns, grouping, filter, order } = scope;
  const { slots } = order;
  const end = order.after(high);
  const found: number[] = [];
  for (let place = order.after(low); place < end; place++) {
    const slot = slots[place] as number;
    if (columns.dead[slot] === 1 || !filter.passes(slot)) continue;
    const signature = grouping.ids[slot] as number;
    const inGroup = grouping.split
      ? grouping.membersOf(signature).includes(group)
      : signature === group;
    if (inGroup) found.push(slot);
  }
  return found;
}

function tallies(
  slots: readonly number[],
  column: Uint32Array,
  columns: Columns,
  { share }: MetricPlan,
): Map<number, Tally> {
  const found = new Map<number, Tally>();
  for (const slot of slots) {
    const id = column[slot] as number;
    let tally = found.get(id);
    if (tally === undefined) {
      tally = { value: 0, streams: 0, titled: -1, tasks: new Set() };
      found.set(id, tally);
    }
    tally.streams++;
    if (columns.title[slot] !== 0) tally.titled = slot;
    if (share === "tasks") tally.tasks.add(columns.task[slot] as number);
    if (share === "streams") tally.value++;
    else if (share === "tasks") tally.value = tally.tasks.size;
    else tally.value += AMOUNT[share](columns, slot);
  }
  return found;
}

function ranking(
  found: ReadonlyMap<number, Tally>,
  nameOf: (id: number, tally: Tally) => Name,
): Contributor[] {
  return [...found]
    .map(([id, tally]) => ({ ...nameOf(id, tally), value: tally.value, streams: tally.streams }))
    .filter((each) => each.value !== 0)
    .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
}
