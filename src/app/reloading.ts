import {
  type Loaded,
  type Settings,
  type SettingsWatch,
  settingsDigest,
  watchSettings,
} from "../config/index.ts";
import type { Clock, Log, Telemetry } from "../core/ports/index.ts";
import type { ConfigurationHealth } from "../web/index.ts";

/** ReloadingParts is what following the configuration needs. */
export interface ReloadingParts {
  readonly path: string;
  readonly current: Extract<Loaded, { ok: true }>;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** Puts changed settings to use. */
  readonly apply: (settings: Settings) => Promise<void>;
}

/** Reloading follows the configuration's files and remembers what became of the last reading. */
export interface Reloading {
  readonly health: () => ConfigurationHealth;
  /** Reads the configuration now (SIGHUP). */
  reload(): void;
  close(): Promise<void>;
}

/**
 * startReloading watches the configuration: a good one is put to use, a bad one is refused whole, the old one stays,
 * and /readyz, a metric and a log line say so. Changes are applied one after another.
 */
export function startReloading(parts: ReloadingParts): Reloading {
  const { clock, log, telemetry } = parts;
  let health: ConfigurationHealth = { state: "taken", at: clock.now(), problems: [] };
  let applying = Promise.resolve();
  taken();

  function taken(): void {
    health = { state: "taken", at: clock.now(), problems: [] };
    telemetry.gauge("config_last_reload_successful", 1);
    telemetry.gauge("config_last_reload_success_timestamp_seconds", clock.now() / 1000);
    telemetry.count("config_reloads_total", { outcome: "taken" });
  }

  function refused(problems: readonly string[]): void {
    health = { state: "refused", at: clock.now(), problems };
    telemetry.gauge("config_last_reload_successful", 0);
    telemetry.count("config_reloads_total", { outcome: "refused" });
    log.error("The changed configuration was refused whole; the one that was running stays", {
      problems,
    });
  }

  async function take(loaded: Extract<Loaded, { ok: true }>): Promise<void> {
    try {
      await parts.apply(loaded.settings);
      taken();
      log.info("The changed configuration is in force", {
        digest: settingsDigest(loaded.settings),
      });
    } catch (error) {
      refused([error instanceof Error ? error.message : String(error)]);
    }
  }

  const watch: SettingsWatch = watchSettings(parts.path, {
    current: parts.current,
    onAccepted: (loaded) => {
      applying = applying.then(() => take(loaded));
    },
    onRefused: (problems) => {
      refused(problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`));
    },
  });

  return {
    health: () => health,
    reload: () => {
      watch.reload();
    },
    async close() {
      watch.close();
      await applying;
    },
  };
}
