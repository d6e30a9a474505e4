import { createDrawer, type Drawer } from "../charts/index.ts";
import type { Settings } from "../config/index.ts";
import type { Chart } from "../core/charts/index.ts";
import type { Log, Notifier } from "../core/ports/index.ts";
import { createNotifier } from "../notifiers/index.ts";

/** Receivers has the notifier of every integration, by its lane. */
export interface Receivers {
  notifiers(): ReadonlyMap<string, Notifier>;
  /** Draws a chart as PNG, as for the messages. */
  draw(chart: Chart): Promise<Uint8Array>;
  /** Follows a changed configuration: every notifier is made anew. */
  reload(settings: Settings): Promise<void>;
  close(): Promise<void>;
}

/** createReceivers makes the notifiers of all receivers, which have their charts drawn by one drawer. */
export function createReceivers(settings: Settings, log: Log): Receivers {
  const drawer = createDrawer();
  const draw = (chart: Chart) => drawer.draw(chart);
  let current = makeAll(settings, log, draw);
  return {
    notifiers: () => current,
    draw,
    async reload(changed) {
      const before = current;
      current = makeAll(changed, log, draw);
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
  draw: Drawer["draw"],
): ReadonlyMap<string, Notifier> {
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
