import { type Acknowledgement, type Suppression, suppressionChanges } from "../quiet/index.ts";
import { digestDrafts } from "./digest.ts";
import { type Draft, draftBody, noticeOf } from "./draft.ts";
import { endedAcknowledgements } from "./ended-acknowledgements.ts";
import { holdings } from "./holdings.ts";
import type { Place } from "./place.ts";
import { places, rosterOf } from "./places.ts";
import type { PlanInput } from "./plan-input.ts";
import { reviewAt } from "./review-at.ts";
import type { NotificationGroup } from "./route.ts";
import { type QuietReason, type Schedule, schedule } from "./schedule.ts";
import { sendKey } from "./send-key.ts";
import { afterQuiet, afterSpeaking, before, retire } from "./settle.ts";
import { type Standing, standing } from "./standing.ts";

/** Plan is what is told now, and how the groups stand after it. */
export interface Plan {
  readonly groups: readonly NotificationGroup[];
  /** Keys of groups that have nothing left to say. */
  readonly removedGroups: readonly string[];
  readonly drafts: readonly Draft[];
  /** Why the groups that say nothing now are quiet. */
  readonly quiet: readonly { readonly key: string; readonly reason: QuietReason }[];
  /** Single streams that every receiver of theirs was told of by now, or that were kept from them. */
  readonly toldOnce: readonly string[];
  /** The suppressions that begin and those that end, each whole. */
  readonly suppressions: readonly Suppression[];
  /** Acknowledgements that count no more. */
  readonly endedAcknowledgements: readonly Acknowledgement[];
  /** The earliest moment at which a suppression or an escalation may change by itself; null where there is none. */
  readonly reviewAt: number | null;
}

/**
 * planNotifications decides which groups speak now, about what, and why the others do not. It is pure: the same
 * groups, alerts and moment give the same messages under the same keys.
 */
export function planNotifications(input: PlanInput): Plan {
  const { now } = input;
  const roster = rosterOf(input);
  const groups: NotificationGroup[] = [];
  const drafts: Draft[] = [];
  const quiet: { key: string; reason: QuietReason }[] = [];
  const intervals = new Map<string, number>();
  const all = places(input, roster);
  for (const place of all) {
    const stands = standing(place, roster);
    const start = before(place, stands, input.groups, now);
    const plan = schedule(start, stands, place.route, now);
    const speaks = isDue(plan, stands, input) && !place.times.mute;
    if (speaks) drafts.push(draftOf(place, stands, plan));
    else quiet.push({ key: place.key, reason: quietReason(place, plan) });
    const group = speaks
      ? afterSpeaking(place, stands, plan, roster)
      : afterQuiet(place, start, stands, plan, roster);
    if (group) groups.push(group);
    intervals.set(place.key, place.route.groupIntervalMs);
  }
  drafts.push(...digestDrafts(input, roster));
  drafts.sort((a, b) => (a.groupKey < b.groupKey ? -1 : 1));
  const left = new Set(groups.map(({ key }) => key));
  const removedGroups = input.groups.map(({ key }) => key).filter((key) => !left.has(key));
  const holding = holdings(roster);
  const unheard = new Set(holding.flatMap(({ once, alertId }) => (once ? [alertId] : [])));
  const retired = retire(groups, input.alerts, unheard, ({ key }) => intervals.get(key) ?? 0);
  const { acknowledgements, suppressions } = input.quiet;
  return {
    ...{ ...retired, removedGroups, drafts, quiet },
    suppressions: suppressionChanges(suppressions, holding, now),
    endedAcknowledgements: endedAcknowledgements(acknowledgements, roster, retired.groups),
    reviewAt: reviewAt(input, roster, all, retired.groups),
  };
}

function quietReason({ times }: Place, { reason, dueAt }: Schedule): QuietReason {
  return dueAt === null ? reason : (times.mute?.reason ?? reason);
}

function isDue(plan: Schedule, stands: Standing, input: PlanInput): boolean {
  const { fresh, again, ending, late, held } = stands;
  const amended = held.some(({ corrected }) => corrected);
  const news = amended || fresh.length + again.length + ending.length + late.length > 0;
  if (news && input.flush === "all") return true;
  return (news || held.length > 0) && plan.dueAt !== null && plan.dueAt <= input.now;
}

function draftOf(place: Place, stands: Standing, plan: Schedule): Draft {
  return {
    key: sendKey(place.key, plan.incident, plan.sequence),
    notice: noticeOf(stands, place),
    receiver: place.receiver,
    groupKey: place.key,
    incident: plan.incident,
    groupLabels: place.groupLabels,
    ...draftBody(stands),
  };
}
