import { setTimeout as wait } from "node:timers/promises";
import type { Outbox, ShownMessage } from "../../core/ports/index.ts";

const LOOK_EVERY_MS = 250;

/**
 * settled is what each lane shows of an incident once nothing of it is on its way: somebody may press while the daemon still adds the message's
 * picture, which would undo what the press shows. After `patienceMs` it is what is known by then.
 */
export async function settled(
  outbox: Pick<Outbox, "shown">,
  key: string,
  patienceMs: number,
): Promise<readonly ShownMessage[]> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const shown = await outbox.shown(key);
    if (shown.every(({ sent }) => sent) || waited >= patienceMs) return shown;
    await wait(LOOK_EVERY_MS);
  }
}
