import type { Settings } from "../config/index.ts";
import type { Conditions, Ledger, Outbox } from "../core/ports/index.ts";
import type { Jobs } from "../jobs/index.ts";
import type { Database } from "../ledger/index.ts";
import type { ConfigurationHealth, Health } from "../web/index.ts";

/** HealthParts is where the answers to "are you well?" come from. */
export interface HealthParts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly conditions: Conditions;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly settings: () => Settings;
  readonly configuration: () => ConfigurationHealth;
}

/** createHealth answers for the daemon's parts from the database and the queue as they are now. */
export function createHealth(parts: HealthParts): Health {
  const { database, ledger, conditions, outbox, jobs } = parts;
  const troubles = async (kind: string) =>
    new Map(
      (await conditions.active())
        .filter((condition) => condition.kind === kind)
        .map(({ subject, advice }) => [subject, advice]),
    );
  return {
    async database() {
      await database.query("SELECT 1");
    },
    queue: () => jobs.check(),
    configuration: parts.configuration,
    async accounts() {
      const blocked = await troubles("account-access");
      const coverage = new Map((await ledger.coverage()).map((one) => [one.account, one]));
      return parts.settings().accounts.map(({ name }) => {
        const known = coverage.get(name);
        return {
          account: name,
          // The watermark is the end of the last complete sweep, so it is when that sweep began.
          lastCompletePollAt: known?.completeTo ?? null,
          watermark: known?.ready ? known.completeTo : null,
          blocked: blocked.get(name) ?? null,
        };
      });
    },
    async deliveries() {
      const { pending, oldestAt } = await outbox.backlog();
      const failing = [...(await troubles("delivery-failed")).keys()];
      return { pending, oldestPendingAt: oldestAt, failing };
    },
  };
}
