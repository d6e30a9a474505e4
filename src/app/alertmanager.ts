import { alertmanagerConfig, matcherOf, type Settings } from "../config/index.ts";
import type { Alert } from "../core/alerts/index.ts";
import type { Log } from "../core/ports/index.ts";
import { type Quiet, suppressionOf } from "../core/quiet/index.ts";
import { createRouter } from "../core/routing/index.ts";
import { createHeldQuiet } from "../flow/index.ts";
import type { AlertmanagerParts, StandingAlert } from "../web/index.ts";
import { compileMatcher } from "./compile-matcher.ts";
import type { Daemon } from "./daemon.ts";
import { quietNow } from "./quiet-now.ts";
import { version } from "./version.ts";

/** createAlertmanager answers Alertmanager's API from what is stored, by the configuration in force. */
export function createAlertmanager(
  { act, clock, settings, stores }: Pick<Daemon, "act" | "clock" | "settings" | "stores">,
  log: Log,
): AlertmanagerParts {
  const held = createHeldQuiet({ acts: stores.acts, compileMatcher }, log);
  return {
    ...{ clock, version, readMatcher: matcherOf, startedAt: clock.now() },
    words: settings,
    standing: async () => {
      const now = clock.now();
      const [{ alerts }, byPeople] = await Promise.all([stores.alerts.load(), held(now)]);
      return standingAlerts(alerts, settings(), quietNow(alerts, byPeople, settings(), now));
    },
    receivers: () => settings().receivers.map(({ name }) => name),
    silences: () => stores.acts.silences(),
    putSilence: async (asked, by) => {
      const done = await act.silence({ ...asked, by });
      return done.ok ? { ok: true, id: done.silence.id } : done;
    },
    expireSilence: (id, by) => act.expire(id, by),
    configuration: () => alertmanagerConfig(settings()),
  };
}

function standingAlerts(
  alerts: readonly Alert[],
  { route, receivers }: Settings,
  quiet: Quiet,
): readonly StandingAlert[] {
  const router = createRouter(
    route,
    receivers.map(({ name }) => name),
  );
  return alerts
    .filter(({ status, covered, muted }) => status === "firing" && !covered && !muted)
    .map((alert): StandingAlert => {
      const targets = router(alert);
      const hush = quiet.hushOf(alert);
      const mutes = targets.map((target) => suppressionOf(alert, target.route, quiet));
      const isMute = mutes.every((one) => one?.reason.endsWith("_time") === true);
      return {
        alert,
        places: targets.map(({ key, receiver, groupLabels }) => ({ key, receiver, groupLabels })),
        silencedBy: hush?.reason === "silenced" ? [hush.source] : [],
        inhibitedBy: hush?.reason === "inhibited" ? [hush.source] : [],
        mutedBy: isMute ? [...new Set(mutes.flatMap((one) => one?.source ?? []))] : [],
        acknowledged: quiet.takenOn(alert),
      };
    });
}
