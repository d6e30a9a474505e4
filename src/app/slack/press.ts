import type { Settings } from "../../config/index.ts";
import type { Alert } from "../../core/alerts/index.ts";
import type { Actor, AlertStore, Clock, Log, Notifier, Outbox } from "../../core/ports/index.ts";
import type { Act, HeldNow } from "../../flow/index.ts";
import type { Pressed } from "../../notifiers/index.ts";
import { carryOut } from "./carry-out.ts";
import { hushesOf } from "./refreshed.ts";
import { settled } from "./settled.ts";
import { showAnew, stillFiring } from "./show-anew.ts";

/** PressParts is what doing what a button stands for needs. */
export interface PressParts {
  readonly act: Act;
  readonly held: (now: number) => Promise<HeldNow>;
  readonly alerts: Pick<AlertStore, "load">;
  readonly outbox: Pick<Outbox, "shown">;
  readonly notifiers: () => ReadonlyMap<string, Notifier>;
  readonly settings: () => Pick<Settings, "silences" | "inhibitRules">;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a press waits for a message that is on its way, ms. */
  readonly patienceMs?: number;
}

/** A picture is given up after fifteen seconds. */
const PATIENCE_MS = 20_000;

const TEST = "The buttons work. The message is a test: nothing was done.";
const UNKNOWN = "The daemon does not know this message any more: nothing was done.";
const NOT_SHOWN = "This is done, but not every message shows it: the daemon's log says why.";

/**
 * createPress does what a button stands for, and shows it in every message of the incident, in each channel.
 *
 * | the message                                        | answer                                          |
 * |----------------------------------------------------|-------------------------------------------------|
 * | was sent as a test                                 | that the buttons work                           |
 * | is none that the daemon sent to this very place    | that it does not know it; nothing is done       |
 * | is over, or the act is refused                     | why                                             |
 * | else                                               | none: the message says who did what             |
 */
export function createPress(parts: PressParts) {
  const { act, alerts, outbox, clock, log, patienceMs = PATIENCE_MS } = parts;

  return async ({ gesture, key, channel, ts }: Pressed, by: Actor): Promise<string | null> => {
    if (key.startsWith("test/")) return TEST;
    const shown = await settled(outbox, key, patienceMs);
    const pressed = shown.find(({ ref }) => ref?.["channel"] === channel && ref["ts"] === ts);
    if (!pressed) return UNKNOWN;
    const { message } = pressed;
    const { alerts: current } = await alerts.load();
    const firing = stillFiring(message.firing, current);
    const hushOf = await hushes(current);
    const context = { message, firing, hushOf, by, now: clock.now() };
    const outcome = await carryOut(gesture, context, act);
    if (!outcome.done) return outcome.why;
    const anew = { hushOf: await hushes(current), note: outcome.note };
    const all = await showAnew(shown, anew, { notifiers: parts.notifiers(), log });
    return all ? null : NOT_SHOWN;
  };

  async function hushes(current: readonly Alert[]) {
    const now = clock.now();
    return hushesOf(current, await parts.held(now), parts.settings(), now);
  }
}
