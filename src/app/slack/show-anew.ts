import type { Alert } from "../../core/alerts/index.ts";
import type { Log, Notifier, ShownMessage } from "../../core/ports/index.ts";
import { type Hushes, refreshed } from "./refreshed.ts";

/** How long showing anew may take, ms. */
const TIMEOUT_MS = 30_000;

/** Anew is what messages are to show: what keeps their alerts quiet now, and why they are shown anew. */
export interface Anew {
  readonly hushOf: Hushes;
  readonly note: string;
}

/** showAnew shows an incident's messages as things are now, in each lane that can; false where one of them could not be. */
export async function showAnew(
  shown: readonly ShownMessage[],
  { hushOf, note }: Anew,
  { notifiers, log }: { readonly notifiers: ReadonlyMap<string, Notifier>; readonly log: Log },
): Promise<boolean> {
  const results = await Promise.all(
    shown.map(async ({ lane, message, ref }) => {
      try {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const now = refreshed(message, hushOf);
        if (ref) await notifiers.get(lane)?.refresh?.(now, ref, note, signal);
        return true;
      } catch (error) {
        log.warn("A message could not be shown anew after an act", { lane, error });
        return false;
      }
    }),
  );
  return results.every(Boolean);
}

/** stillFiring are those of a message's alerts that fire now, as they are now. */
export function stillFiring(told: readonly Alert[], current: readonly Alert[]): readonly Alert[] {
  const byId = new Map(current.map((one) => [one.id, one]));
  return told.flatMap(({ id }) => {
    const alert = byId.get(id);
    return alert?.status === "firing" ? [alert] : [];
  });
}
