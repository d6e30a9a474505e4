import type { Alert, TransitionReason } from "./alert.ts";
import type { Step } from "./next.ts";

/** Member is one step of a budget at a tick: what it was before, and what `next` made of it. */
export interface Member {
  readonly prev: Alert | null;
  readonly step: Step;
}

/**
 * family settles which step of one budget speaks: the highest that fires. It names the others; they are covered and
 * not told. A step that begins to fire above others that fired already is a step up. When the highest ends while a
 * lower one holds, the lower one speaks again (`uncovered`), without a transition: its own state has not changed.
 */
export function family(members: readonly Member[]): readonly Step[] {
  const firing = members
    .flatMap(({ step }) => (step.alert?.status === "firing" ? [step.alert] : []))
    .sort((a, b) => a.limit - b.limit);
  const speaker = firing.at(-1);
  if (!speaker) return members.map(({ step }) => step);
  const also = firing.filter((alert) => alert !== speaker).map(({ ref }) => ref.step);
  const fired = members.some(({ prev }) => prev?.status === "firing" && prev.id !== speaker.id);
  return members.map(({ prev, step }) => {
    if (step.alert?.status !== "firing" || isSettled(step, step.alert === speaker, also))
      return step;
    const uncovered = prev?.status === "firing" && prev.covered;
    return step.alert === speaker ? speaking(step, also, { fired, uncovered }) : covered(step);
  });
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
