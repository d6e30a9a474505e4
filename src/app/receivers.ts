import { createDrawer, type Drawer } from "../charts/index.ts";
import type { Settings } from "../config/index.ts";
import type { Chart } from "../core/charts/index.ts";
import type { Log, Notifier } from "../core/ports/index.ts";
import { createNotifier } from "../notifiers/index.ts";

/** Receivers has the notifier of every integration, by its lane. */
export interface Receivers {
  notifiers(): ReadonlyMap<string, Notifier>;
  /** Follows a changed configuration: every notifier is made anew. */
  reload(settings: Settings): Promise<void>;
  close(): Promise<void>;
}

/** createReceivers makes the notifiers of all receivers, which have their charts drawn by one drawer. */
export function createReceivers(settings: Settings, log: Log): Receivers {
  const drawer = createDrawer();
  let current = makeAll(settings, log, drawer);
  return {
    notifiers: () => current,
    async reload(changed) {
      const before = current;
      current = makeAll(changed, log, drawer);
      await closeAll(before);
    },
    async close() {
      await closeAll(current);
      await drawer.close();
    },
  };
}

function makeAll(
  settings: Settings,
  log: Log,
  drawer: Pick<Drawer, "draw">,
): ReadonlyMap<string, Notifier> {
  const draw = (chart: Chart) => drawer.draw(chart);
  const integrations = settings.receivers.flatMap((receiver) => receiver.integrations);
  return new Map(
    integrations.map((integration) => [
      integration.id,
      createNotifier(integration, { ...notifierDeps(settings), log, draw }),
    ]),
  );
}

/** notifierDeps is what notifiers take of the settings. */
export function notifierDeps({ smtp, server, slackApp }: Settings) {
  const { publicUrl } = server;
  return { smtp, ...(publicUrl !== undefined && { publicUrl }), ...(slackApp && { slackApp }) };
}

async function closeAll(notifiers: ReadonlyMap<string, Notifier>): Promise<void> {
  await Promise.all([...notifiers.values()].map((notifier) => notifier.close()));
}
