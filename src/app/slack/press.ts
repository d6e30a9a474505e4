import type { Settings } from "../../config/index.ts";
import type { Alert } from "../../core/alerts/index.ts";
import type {
  Actor,
  AlertStore,
  Clock,
  Log,
  Notifier,
  Outbox,
  ShownMessage,
} from "../../core/ports/index.ts";
import type { Act, HeldNow } from "../../flow/index.ts";
import type { Pressed } from "../../notifiers/index.ts";
import { carryOut } from "./carry-out.ts";
import { hushesOf, refreshed } from "./refreshed.ts";

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
}

/** How long showing anew may take, ms. */
const TIMEOUT_MS = 30_000;

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
  const { act, alerts, outbox, clock } = parts;

  return async ({ gesture, key, channel, ts }: Pressed, by: Actor): Promise<string | null> => {
    if (key.startsWith("test/")) return TEST;
    const shown = await outbox.shown(key);
    const pressed = shown.find(({ ref }) => ref["channel"] === channel && ref["ts"] === ts);
    if (!pressed) return UNKNOWN;
    const { message } = pressed;
    const state = await alerts.load();
    const current = new Map(state.alerts.map((one) => [one.id, one]));
    const firing = message.firing.flatMap(({ id }) => {
      const alert = current.get(id);
      return alert?.status === "firing" ? [alert] : [];
    });
    const hushOf = await hushes(state.alerts);
    const context = { message, firing, hushOf, by, now: clock.now() };
    const outcome = await carryOut(gesture, context, act);
    if (!outcome.done) return outcome.why;
    return (await showAll(shown, outcome.note, state.alerts)) ? null : NOT_SHOWN;
  };

  async function hushes(all: readonly Alert[]) {
    const now = clock.now();
    return hushesOf(all, await parts.held(now), parts.settings(), now);
  }

  async function showAll(
    shown: readonly ShownMessage[],
    note: string,
    all: readonly Alert[],
  ): Promise<boolean> {
    const hushOf = await hushes(all);
    const results = await Promise.all(
      shown.map(async ({ lane, message, ref }) => {
        try {
          const signal = AbortSignal.timeout(TIMEOUT_MS);
          await parts
            .notifiers()
            .get(lane)
            ?.refresh?.(refreshed(message, hushOf), ref, note, signal);
          return true;
        } catch (error) {
          parts.log.warn("A message could not be shown anew after an act", { lane, error });
          return false;
        }
      }),
    );
    return results.every(Boolean);
  }
}
