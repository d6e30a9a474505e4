import type { Settings } from "../config/index.ts";
import type { AccountProofs, Clock, Conditions, Ledger, Outbox } from "../core/ports/index.ts";
import { type Rule, waitsFor } from "../core/rules/index.ts";
import type { Jobs } from "../jobs/index.ts";
import type { Database } from "../ledger/index.ts";
import type { ConfigurationHealth, Health, HistoryHealth, ProofHealth } from "../web/index.ts";
import type { Accounts } from "./accounts.ts";

/** HealthParts is where the answers to "are you well?" come from. */
export interface HealthParts {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly conditions: Conditions;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly settings: () => Settings;
  readonly configuration: () => ConfigurationHealth;
}

/** createHealth answers for the daemon's parts from the database and the queue as they are now. */
export function createHealth(parts: HealthParts): Health {
  const { database, ledger, conditions, outbox, jobs, accounts } = parts;
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
      const unproven = await troubles("numbers-unproven");
      const coverage = new Map((await ledger.coverage()).map((one) => [one.account, one]));
      return Promise.all(
        parts.settings().accounts.map(async ({ name, historyMs }) => {
          const known = coverage.get(name);
          return {
            account: name,
            watermark: known?.completeTo ?? null,
            blocked: blocked.get(name) ?? null,
            history: historyHealth(
              { ...{ ready: false, readFrom: null, ...known }, historyMs },
              parts.settings().rules,
              parts.clock.now(),
            ),
            proof: {
              ...proofHealth(await ledger.proofs(name)),
              gaps: known?.gaps ?? 0,
              unproven: unproven.get(name) ?? null,
              requestsLastHour: accounts.collector(name)?.requestsLastHour ?? 0,
            },
          };
        }),
      );
    },
    async deliveries() {
      const { pending, oldestAt } = await outbox.backlog();
      const failing = [...(await troubles("delivery-failed")).keys()];
      return { pending, oldestPendingAt: oldestAt, failing };
    },
  };
}

function historyHealth(
  account: Parameters<typeof waitsFor>[1],
  rules: readonly Rule[],
  now: number,
): HistoryHealth | null {
  if (account.ready) return null;
  const waiting = rules.flatMap((rule) => {
    const waits = waitsFor(rule, account, now);
    return waits === null ? [] : [{ rule: rule.name, ...waits }];
  });
  return { readFrom: account.readFrom, waiting };
}

function proofHealth(
  proofs: AccountProofs,
): Omit<ProofHealth, "gaps" | "unproven" | "requestsLastHour"> {
  const { provenAt, settledTo, summary, summaryDetail, days } = proofs;
  const drift = days.flatMap(({ day, audit }) =>
    audit?.outcome === "drift" && audit.difference !== null
      ? [{ day: new Date(day).toISOString().slice(0, 10), difference: audit.difference }]
      : [],
  );
  return { provenAt, settledTo, summary, summaryDetail, drift };
}
