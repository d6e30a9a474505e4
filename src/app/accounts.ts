import type { AccountSettings } from "../config/index.ts";
import type { Clock, Conditions, Ledger, Log, Telemetry } from "../core/ports/index.ts";
import { type Collector, type CollectProgress, createCollector } from "../flow/index.ts";
import { createNeoApi, type NeoApi } from "../neo/index.ts";

/** AccountsParts is what the accounts' collectors are made from. */
export interface AccountsParts {
  readonly ledger: Ledger;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  readonly onProgress: (progress: CollectProgress) => void;
}

/** Accounts has a collector for each configured account. */
export interface Accounts {
  collector(account: string): Collector | undefined;
  /** Follows a changed configuration: every account gets a new client and collector. */
  reload(settings: readonly AccountSettings[]): Promise<void>;
  close(): Promise<void>;
}

/** createAccounts makes the clients and collectors of the accounts. */
export function createAccounts(
  settings: readonly AccountSettings[],
  parts: AccountsParts,
): Accounts {
  let current = makeAll(settings, parts);
  return {
    collector: (account) => current.get(account)?.collector,
    async reload(changed) {
      const before = current;
      current = makeAll(changed, parts);
      await closeAll(before);
    },
    close: () => closeAll(current),
  };
}

type Made = ReadonlyMap<string, { readonly api: NeoApi; readonly collector: Collector }>;

function makeAll(settings: readonly AccountSettings[], parts: AccountsParts): Made {
  const { log, telemetry, clock } = parts;
  return new Map(
    settings.map((account) => {
      const { name, auth, credential, baseUrl, timeoutMs } = account;
      const api = createNeoApi({
        account: name,
        auth,
        credential,
        baseUrl,
        timeoutMs,
        log,
        telemetry,
        clock,
      });
      return [name, { api, collector: createCollector({ account, api, ...parts }) }];
    }),
  );
}

async function closeAll(made: Made): Promise<void> {
  await Promise.all([...made.values()].map(({ api }) => api.close()));
}
