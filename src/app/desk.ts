import type { Drawer } from "../charts/index.ts";
import { matcherOf, printSettings } from "../config/index.ts";
import type { Log, RuleHistory } from "../core/ports/index.ts";
import type { AlertmanagerParts, Desk } from "../web/index.ts";
import type { Daemon } from "./daemon.ts";
import { createStandings } from "./standings.ts";
import { version } from "./version.ts";

/** So many of the newest lines about an alert are shown. */
const MOST_ACTS = 200;

/** createDesk is what the pages show and what people do on them. */
export function createDesk(
  daemon: Pick<Daemon, "act" | "clock" | "settings" | "stores" | "evaluator">,
  beside: {
    readonly history: Pick<RuleHistory, "fired">;
    readonly drawer: Pick<Drawer, "draw">;
    readonly log: Log;
  },
  { standing }: Pick<AlertmanagerParts, "standing">,
): Desk {
  const { act, clock, settings, stores } = daemon;
  const { alerts, acts, ledger } = stores;
  return {
    ...{ clock, standing, words: settings, version, startedAt: clock.now() },
    readMatcher: (text) => {
      const { label, operator, value } = matcherOf(text);
      return { label, operator, value };
    },
    silences: () => acts.silences(),
    ...createStandings({ ...daemon, ...beside }),
    chart: (ref) => daemon.evaluator.draw(ref),
    paint: (chart) => beside.drawer.draw(chart),
    coverage: () => ledger.coverage(),
    configuration: () => printSettings(settings()),
    records: (limit) => acts.records(limit),
    alert: async (id) => {
      const alert = (await alerts.load()).alerts.find((one) => one.id === id);
      if (!alert) return null;
      const [firing, transitions, suppressions, records] = await Promise.all([
        standing(),
        alerts.history(id),
        alerts.suppressions(id),
        acts.records(MOST_ACTS, id),
      ]);
      const own = firing.find((one) => one.alert.id === id) ?? null;
      return { alert, standing: own, transitions, suppressions, acts: records };
    },
    acting: {
      acknowledge: async (id, comment, by) => {
        const done = await act.acknowledge({ target: { alerts: [id] }, by, ...said(comment) });
        return done.ok ? { ok: true, id } : done;
      },
      unacknowledge: async (id, by) => {
        const done = await act.unacknowledge({ target: { alerts: [id] }, by });
        return done.ok ? { ok: true, id } : done;
      },
      silenceAlert: async (id, until, comment, by) => {
        const done = await act.silenceAlerts({
          target: { alerts: [id] },
          until,
          by,
          ...said(comment),
        });
        return done.ok ? { ok: true, id } : done;
      },
      silence: async (wish, by) => {
        const done = await act.silence({ ...wish, startsAt: clock.now(), by });
        return done.ok ? { ok: true, id: done.silence.id } : done;
      },
      expire: (id, by) => act.expire(id, by),
    },
  };
}

function said(comment: string) {
  return comment === "" ? {} : { comment };
}
