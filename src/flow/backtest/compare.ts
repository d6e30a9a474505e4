import { type Alert, alertId } from "../../core/alerts/index.ts";
import type { ReplayTick } from "./replay.ts";
import { isFiring, rulesOf } from "./tally.ts";

/** Fired is one firing that somebody would have been told of. */
export interface Fired {
  readonly at: number;
  readonly alert: Alert;
}

/** Sent is one message that a receiver would have got, by what it was about. */
export interface Sent {
  readonly at: number;
  readonly receiver: string;
  readonly rules: readonly string[];
  readonly group: Readonly<Record<string, string>>;
}

/** Findings are a replay's firings and messages, in the order of their ticks. */
export interface Findings {
  readonly fired: readonly Fired[];
  readonly sent: readonly Sent[];
}

/** Comparison is what one set of rules tells and another does not. */
export interface Comparison {
  readonly gained: Findings;
  readonly lost: Findings;
  /** The same firing of a calendar window, told at another time. */
  readonly moved: readonly { readonly from: Fired; readonly to: Fired }[];
  /** Firings that both have, at the same time. */
  readonly same: number;
}

/** findingsOf picks what a tick tells anybody. */
export function findingsOf({ at, happened, told }: ReplayTick): Findings {
  return {
    fired: happened.filter(isFiring).map(({ alert }) => ({ at, alert })),
    sent: told.map(({ at, draft }) => {
      const { receiver, groupLabels } = draft;
      return { at, receiver, rules: rulesOf(draft), group: groupLabels };
    }),
  };
}

/**
 * compare tells what a change from `before` to `after` gains and loses. Firings are the same where rule, group, step, window
 * and time are; of a calendar window's step that fires at another time, the change is told as that.
 */
export function compare(before: Findings, after: Findings): Comparison {
  const gained = without(after.fired, before.fired, firingKey);
  const lost = without(before.fired, after.fired, firingKey);
  const moved = pairs(lost, gained);
  const from = new Set(moved.map((pair) => pair.from));
  const to = new Set(moved.map((pair) => pair.to));
  return {
    gained: {
      fired: gained.filter((one) => !to.has(one)),
      sent: without(after.sent, before.sent, messageKey),
    },
    lost: {
      fired: lost.filter((one) => !from.has(one)),
      sent: without(before.sent, after.sent, messageKey),
    },
    moved,
    same: after.fired.length - gained.length,
  };
}

function pairs(lost: readonly Fired[], gained: readonly Fired[]): Comparison["moved"] {
  const left = new Map<string, Fired>();
  for (const one of lost) if (one.alert.ref.window !== "") left.set(alertId(one.alert.ref), one);
  return gained.flatMap((to) => {
    const id = alertId(to.alert.ref);
    const from = left.get(id);
    left.delete(id);
    return from === undefined ? [] : [{ from, to }];
  });
}

function without<T>(these: readonly T[], those: readonly T[], keyOf: (one: T) => string): T[] {
  const known = new Set(those.map(keyOf));
  return these.filter((one) => !known.has(keyOf(one)));
}

function firingKey({ at, alert }: Fired): string {
  return `${at} ${alertId(alert.ref)}`;
}

function messageKey({ at, receiver, group, rules }: Sent): string {
  return JSON.stringify([at, receiver, Object.entries(group), rules]);
}
