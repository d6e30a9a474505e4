import type { Alert } from "../alerts/index.ts";
import { createEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { RowEdit } from "../ports/row-edit.ts";
import { metricOf } from "../rules/look.ts";
import type { MemberGroup, Rule } from "../rules/spec.ts";
import { isLate, type LedgerRow } from "../stream.ts";
import { countEdits } from "./edit-counts.ts";
import type { ToldValue } from "./told-value.ts";

/** Grounds are what told values are corrected by. */
export interface Grounds {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly groups: readonly MemberGroup[];
  /** The alerts that were told, by id. */
  readonly alerts: ReadonlyMap<string, Pick<Alert, "ref">>;
  /** Holds all rows as they are now, and has ticked since. */
  readonly engine: Pick<Engine, "measure" | "horizonMs">;
  readonly at: number;
}

/** Corrector applies edits to one told value; it gives the very same one where they do not touch it. */
export type Corrector = (told: ToldValue) => ToldValue;

/**
 * createCorrector makes what applies a batch of edits to told values. Two engines of their own hold the edited rows as they
 * counted before and as they count now, so that a row belongs to a rule, a group and a window by the very code that counts
 * it there. Sums differ by the difference of these two. Any other metric is read anew over the window that was told, if no
 * row but those edited came into it since: else nobody can say what the edits alone have made of it.
 */
export function createCorrector(edits: readonly RowEdit[], grounds: Grounds): Corrector {
  const pairs = new Map<number, Pair>();
  const pairFor = (told: ToldValue): Pair => {
    const counted = edits.filter((edit) => isAbout(edit, told));
    // Edits differ from one told value to another by the newest row alone: as many are the same ones.
    const known = pairs.get(counted.length) ?? pairOf(counted, grounds);
    pairs.set(counted.length, known);
    return known;
  };
  return (told) => {
    const ref = grounds.alerts.get(told.id)?.ref;
    const rule = ref && grounds.rules.get(ref.rule);
    if (!ref || !rule) return told;
    const { edits: counted, before, after } = pairFor(told);
    const touched = new Set([before, after].flatMap((engine) => engine.rowsOf(ref, told.window)));
    if (touched.size === 0) return told;
    const [was, now] = [before.measure(ref, told.window), after.measure(ref, told.window)];
    const edited: ToldValue = {
      ...told,
      editedAt: told.editedAt ?? grounds.at,
      streamsEdited: told.streamsEdited + now.streams - was.streams,
      edits: countEdits(
        told.edits,
        counted.filter(({ was, now }) => touched.has((now ?? was)?.rowNo ?? -1)),
      ),
    };
    const restated = isSum(rule)
      ? told.restated + now.value - was.value
      : readAnew(edited, ref, grounds);
    return { ...edited, restated };
  };
}

interface Pair {
  readonly edits: readonly RowEdit[];
  readonly before: Engine;
  readonly after: Engine;
}

function pairOf(edits: readonly RowEdit[], { rules, groups, at }: Grounds): Pair {
  const holding = (side: "was" | "now") => {
    const engine = createEngine({ rules: [...rules.values()], groups });
    const rows = edits.flatMap((edit): LedgerRow[] => (edit[side] ? [edit[side]] : []));
    engine.put(rows, false);
    engine.tick(at, []);
    return engine;
  };
  return { edits, before: holding("was"), after: holding("now") };
}

/** A row that came after the telling, and not late, is ordinary growth, whatever was edited of it. */
function isAbout({ kind, was, now }: RowEdit, told: ToldValue): boolean {
  const row = now ?? was;
  return kind === "late" || (row !== null && (row.rowNo <= told.newestRow || isLate(row)));
}

/** A sum's parts do not depend on each other; distinct tasks, ratios and ranked values do. */
function isSum(rule: Rule): boolean {
  const { over, under } = metricPlan(metricOf(rule));
  return under === null && (over.source === "streams" || over.source.startsWith("sum:"));
}

function readAnew(
  told: ToldValue,
  ref: Alert["ref"],
  { engine, at }: Pick<Grounds, "engine" | "at">,
): number {
  if (told.window.from < at - engine.horizonMs) return told.restated;
  const { value, streams } = engine.measure(ref, told.window);
  return streams === told.streams + told.streamsEdited ? value : told.restated;
}
