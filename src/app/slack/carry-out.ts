import type { Alert } from "../../core/alerts/index.ts";
import { type Message, plural, timeText } from "../../core/message/index.ts";
import type { Actor } from "../../core/ports/index.ts";
import type { MatcherText, StoredSilence } from "../../core/quiet/index.ts";
import type { Act, ActOutcome } from "../../flow/index.ts";
import type { Pressed } from "../../notifiers/index.ts";
import type { Hushes } from "./refreshed.ts";

/** PressContext is what a press is about. */
export interface PressContext {
  readonly message: Message;
  /** Those of the message's alerts that still fire, as they are now. */
  readonly firing: readonly Alert[];
  /** What keeps them quiet before anything is done. */
  readonly hushOf: Hushes;
  readonly by: Actor;
  readonly now: number;
}

/** CarriedOut is what was done, in a sentence for the message's history, or why nothing was. */
export type CarriedOut =
  | { readonly done: true; readonly note: string }
  | { readonly done: false; readonly why: string };

const HOUR_MS = 3_600_000;
const OVER = "This is over already: there is nothing to take on or to silence.";

/** carryOut does what a button stands for, to those of its message's alerts that still fire. */
export async function carryOut(
  gesture: Pressed["gesture"],
  context: PressContext,
  act: Act,
): Promise<CarriedOut> {
  const { message, firing, by } = context;
  const target = { alerts: firing.map(({ id }) => id) };
  const what = message.firing.length > 1 ? plural(firing.length, "alert") : "this";
  const note = (text: string) => (): string => `${by.name} ${text}`;
  switch (gesture) {
    case "acknowledge":
      if (firing.length === 0) return nothing(OVER);
      return said(await act.acknowledge({ target, by }), note(`acknowledged ${what}.`));
    case "take_back":
      if (firing.length === 0) return nothing(OVER);
      return said(await act.unacknowledge({ target, by }), note("took the acknowledgement back."));
    case "silence_1h":
      return silence(context, act, { forMs: HOUR_MS });
    case "silence_24h":
      return silence(context, act, { forMs: 24 * HOUR_MS });
    case "silence_window":
      return silence(context, act, "window_end");
    case "end_silence":
      return endSilence(context, act);
  }
}

/** What fires is silenced by its alerts; single happenings, which are over once told, by the labels that they shared. */
async function silence(
  { message, firing, by, now }: PressContext,
  act: Act,
  until: { readonly forMs: number } | "window_end",
): Promise<CarriedOut> {
  const comment = `from the message "${message.title.slice(0, 200)}"`;
  const noted = (silences: readonly StoredSilence[]) => {
    const end = Math.max(...silences.map(({ endsAt }) => endsAt));
    return `${by.name} silenced this until ${timeText(end, message.timezone)}.`;
  };
  if (firing.length > 0) {
    const target = { alerts: firing.map(({ id }) => id) };
    const outcome = await act.silenceAlerts({ target, until, by, comment });
    return said(outcome, ({ silences }) => noted(silences));
  }
  const matchers = sharedBy(message);
  if (until === "window_end" || matchers.length === 0) return nothing(OVER);
  const request = { matchers, startsAt: now, endsAt: now + until.forMs, by, comment };
  return said(await act.silence(request), ({ silence: set }) => noted([set]));
}

/** The labels that all of a message's alerts share; none where these do not even name a rule. */
function sharedBy({ commonLabels }: Message): readonly MatcherText[] {
  if (!commonLabels["rule"]) return [];
  return Object.entries(commonLabels)
    .filter(([, value]) => value !== "")
    .map(([label, value]) => ({ label, operator: "=", value }));
}

async function endSilence(
  { message, firing, hushOf, by }: PressContext,
  act: Act,
): Promise<CarriedOut> {
  const alerts = firing.length > 0 ? firing : message.firing;
  const ids = alerts.flatMap((alert) => {
    const hush = hushOf(alert);
    return hush?.reason === "silenced" ? [hush.source] : [];
  });
  if (ids.length === 0) return nothing("This is not silenced any more.");
  let refused: CarriedOut | null = null;
  for (const id of new Set(ids)) {
    const outcome = await act.expire(id, by);
    if (!outcome.ok) refused = nothing(outcome.detail);
  }
  return refused ?? { done: true, note: `${by.name} ended the silence.` };
}

function nothing(why: string): CarriedOut {
  return { done: false, why };
}

function said<T>(outcome: ActOutcome<T>, note: (done: T) => string): CarriedOut {
  return outcome.ok ? { done: true, note: note(outcome) } : nothing(outcome.detail);
}
