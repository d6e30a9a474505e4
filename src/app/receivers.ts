import type { Settings } from "../config/index.ts";
import type { Log, Notifier } from "../core/ports/index.ts";
import { createNotifier } from "../notifiers/index.ts";

/** Receivers has the notifier of every integration, by its lane. */
export interface Receivers {
  notifiers(): ReadonlyMap<string, Notifier>;
  /** Follows a changed configuration: every notifier is made anew. */
  reload(settings: Settings): Promise<void>;
  close(): Promise<void>;
}

/** createReceivers makes the notifiers of all receivers. */
export function createReceivers(settings: Settings, log: Log): Receivers {
  let current = makeAll(settings, log);
  return {
    notifiers: () => current,
    async reload(changed) {
      const before = current;
      current = makeAll(changed, log);
      await closeAll(before);
    },
    close: () => closeAll(current),
  };
}

function makeAll(settings: Settings, log: Log): ReadonlyMap<string, Notifier> {
  const integrations = settings.receivers.flatMap((receiver) => receiver.integrations);
  return new Map(
    integrations.map((integration) => [
      integration.id,
      createNotifier(integration, { smtp: settings.smtp, log }),
    ]),
  );
}

async function closeAll(notifiers: ReadonlyMap<string, Notifier>): Promise<void> {
  await Promise.all([...notifiers.values()].map((notifier) => notifier.close()));
}
