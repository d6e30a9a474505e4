import { type Alert, familyId, isToldOnce } from "../alerts/index.ts";
import type { MessageDraft, Notice } from "../message/index.ts";
import type { Place } from "./place.ts";
import { knownIn, type Standing } from "./standing.ts";

/** Draft is a message that is due: to whom, why, and about which alerts. Each lane adds its id to the key. */
export type Draft = MessageDraft;

/**
 * noticeOf names why a group speaks. The first thing an incident tells is `first`; of several reasons the one that
 * asks for most attention is named: a higher step, then what is worse than someone took on, then further alerts, then what
 * is resolved, then what is corrected. What a receiver hears of since nobody took it on is `escalated`.
 */
export function noticeOf(standing: Standing, { escalated }: Pick<Place, "escalated">): Notice {
  const { fresh, again, replaced, ending, late, begun } = standing;
  const firing = fresh.length + knownIn(standing).length + late.length;
  if (firing === 0) return "resolved";
  const arrived = [...arrivedIn(standing), ...late];
  if (escalated && fresh.length > 0) return "escalated";
  if (fresh.length + late.length > 0 && !begun) return "first";
  if (replaced.length > 0 || arrived.some(({ reason }) => reason === "step_up")) return "step_up";
  if (again.length > 0) return "worsened";
  if (arrived.length > 0) return "new_members";
  if (fresh.length + ending.length > 0) return "some_resolved";
  return amendedIn(standing).length > 0 ? "amended" : "repeat";
}

/** draftBody is what a message says of a group: everything that fires, what is over, and what of it is news. */
export function draftBody(standing: Standing): Pick<Draft, "firing" | "resolved" | "news"> {
  const { fresh, held, again, quiet, hushed, ending, late } = standing;
  const known = [...quiet, ...hushed].filter((alert) => !isToldOnce(alert));
  const asTheyWere = late.map((alert): Alert => ({ ...alert, status: "firing" }));
  const over = ending.map((alert): Alert => ({ ...alert, status: "resolved" }));
  return {
    firing: [...fresh, ...again, ...asTheyWere, ...held, ...known],
    resolved: over,
    news: [...arrivedIn(standing), ...again, ...late, ...ending, ...amendedIn(standing)].map(
      ({ id }) => id,
    ),
  };
}

/** Known alerts of which something else was told than is true of the same window now. */
function amendedIn({ held }: Standing): readonly Alert[] {
  return held.filter(({ corrected }) => corrected !== undefined);
}

/** A lower step that speaks again because the higher one has ended is no news: the end is. */
function arrivedIn({ fresh, ending }: Standing): readonly Alert[] {
  const ended = new Set(ending.map(({ ref }) => familyId(ref)));
  return fresh.filter(({ reason, ref }) => reason !== "uncovered" || !ended.has(familyId(ref)));
}
