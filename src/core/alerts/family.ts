import { type Lane, laneOf } from "../rules/step-label.ts";
import type { Alert, TransitionReason } from "./alert.ts";
import type { Step } from "./next.ts";

/** Member is one step of a budget at a tick: what it was before, and what `next` made of it. */
export interface Member {
  readonly prev: Alert | null;
  readonly step: Step;
}

/**
 * family settles which steps of one budget speak: of those that tell what is spent the highest that fires, of those that tell
 * where it is heading (`forecast 100%`) the highest that fires, unless as much is spent already. It names the others of its
 * own lane; they are covered and not told. What is missing (`no data`) speaks for itself.
 *
 * | fires                            | speaks            | is covered    |
 * |----------------------------------|-------------------|---------------|
 * | 50%, 80%                         | 80%               | 50%           |
 * | 80%, forecast 100%               | both              |               |
 * | 80%, forecast 80%, forecast 100% | 80%, forecast 100% | forecast 80% |
 * | 80%, forecast 80%                | 80%               | forecast 80%  |
 * | 100%, forecast 100%              | 100%              | forecast 100% |
 *
 * A step that begins to fire above others of its lane that fired already is a step up. When the highest ends while a
 * lower one holds, the lower one speaks again (`uncovered`), without a transition: its own state has not changed.
 */
export function family(members: readonly Member[]): readonly Step[] {
  const lanes: Record<Lane, Member[]> = { spent: [], forecast: [], no_data: [] };
  for (const member of members) lanes[laneOf(stepOf(member))].push(member);
  const spent = highest(lanes.spent)?.limit ?? Number.NEGATIVE_INFINITY;
  return [
    ...lane(lanes.spent, Number.NEGATIVE_INFINITY),
    ...lane(lanes.forecast, spent),
    ...lane(lanes.no_data, Number.NEGATIVE_INFINITY),
  ];
}

/** Which of a lane's steps speaks: the highest that fires, if it is above what `covers` it. */
function lane(members: readonly Member[], covers: number): readonly Step[] {
  const top = highest(members);
  if (!top) return members.map(({ step }) => step);
  const speaker = top.limit > covers ? top : null;
  const also = speaker
    ? firing(members).flatMap(({ ref }) => (ref.step === speaker.ref.step ? [] : [ref.step]))
    : [];
  const fired = members.some(({ prev }) => prev?.status === "firing" && prev.id !== speaker?.id);
  return members.map(({ prev, step }) => {
    if (step.alert?.status !== "firing" || isSettled(step, step.alert === speaker, also))
      return step;
    const uncovered = prev?.status === "firing" && prev.covered;
    return step.alert === speaker ? speaking(step, also, { fired, uncovered }) : covered(step);
  });
}

function stepOf({ prev, step }: Member): string {
  return (step.alert ?? prev)?.ref.step ?? "";
}

function highest(members: readonly Member[]): Alert | undefined {
  return firing(members).at(-1);
}

/** The alerts that fire, lowest first. */
function firing(members: readonly Member[]): readonly Alert[] {
  return members
    .flatMap(({ step }) => (step.alert?.status === "firing" ? [step.alert] : []))
    .sort((a, b) => a.limit - b.limit);
}

function speaking(
  step: Step,
  also: readonly string[],
  was: { readonly fired: boolean; readonly uncovered: boolean },
): Step {
  const { alert, transition } = step;
  if (!alert) return step;
  const reason = speakingReason(step, was);
  const { alsoCrossed, ...rest } = alert;
  const settled: Alert = {
    ...rest,
    ...(also.length > 0 ? { alsoCrossed: also } : {}),
    covered: false,
    reason,
  };
  return { alert: settled, transition: transition && { ...transition, reason: settled.reason } };
}

function speakingReason(
  { alert, transition }: Step,
  was: { readonly fired: boolean; readonly uncovered: boolean },
): TransitionReason {
  if (transition?.reason === "first" && was.fired) return "step_up";
  if (!transition && was.uncovered && !alert?.muted) return "uncovered";
  return alert?.reason ?? "first";
}

function covered(step: Step): Step {
  const { alert, transition } = step;
  if (!alert) return step;
  const { alsoCrossed: _, ...rest } = alert;
  if (!transition) return { alert: { ...rest, covered: true }, transition };
  const reason = alert.muted ? alert.reason : "covered";
  const again = transition.from === transition.to;
  return {
    alert: { ...rest, covered: true, reason },
    transition: again ? null : { ...transition, reason },
  };
}

/** Nothing has changed since the tick before: the most frequent case by far. */
function isSettled({ alert, transition }: Step, speaks: boolean, also: readonly string[]): boolean {
  if (!alert || transition || alert.covered === speaks) return false;
  const named = alert.alsoCrossed ?? [];
  const wanted = speaks ? also : [];
  return named.length === wanted.length && named.every((one, index) => one === wanted[index]);
}
