import { createCorrector } from "../../core/corrections/index.ts";
import type { Engine } from "../../core/engine/index.ts";
import type { Ledger } from "../../core/ports/index.ts";
import type { NotificationGroup } from "../../core/routing/index.ts";
import type { EvaluateSettings } from "./evaluate-parts.ts";
import type { Memory } from "./memory.ts";

/** CorrectOccasion is what an evaluation knows once its rows are in and judged. */
export interface CorrectOccasion {
  readonly head: number;
  readonly tick: number;
  readonly engine: Engine;
  readonly settings: Pick<EvaluateSettings, "rules" | "groups">;
}

/**
 * correctTold keeps what the groups have told up with the rows that were edited since the last evaluation; the very same
 * groups where nothing that was told is touched. What it finds is saved with the journal's sequence, so each edit counts once.
 */
export async function correctTold(
  ledger: Pick<Ledger, "editsSince">,
  { seq, groups, alerts }: Pick<Memory, "seq" | "groups" | "alerts">,
  { head, tick, engine, settings }: CorrectOccasion,
): Promise<readonly NotificationGroup[]> {
  const named = new Set(
    groups.flatMap(({ told = [] }) => told.map(({ id }) => ruleOf(alerts, id))),
  );
  const rules = new Map(
    settings.rules.filter(({ name }) => named.has(name)).map((rule) => [rule.name, rule]),
  );
  if (head <= seq || rules.size === 0) return groups;
  const grounds = { rules, groups: settings.groups, alerts, engine, at: tick };
  let corrected = groups;
  await ledger.editsSince(seq, head, (edits) => {
    const correct = createCorrector(edits, grounds);
    corrected = corrected.map((group) => {
      const told = group.told?.map(correct);
      const touched = told?.some((value, index) => value !== group.told?.[index]);
      return told && touched ? { ...group, told } : group;
    });
  });
  return corrected.some((group, index) => group !== groups[index]) ? corrected : groups;
}

function ruleOf(alerts: Memory["alerts"], id: string): string | undefined {
  return alerts.get(id)?.ref.rule;
}
