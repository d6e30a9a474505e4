import type { Health, ProofHealth } from "../../src/web/index.ts";

/** wellAt is a daemon with nothing wrong at a moment, and how its one account is proven. */
export function wellAt(now: number): { readonly WELL: Health; readonly PROOF: ProofHealth } {
  const at = (secondsAgo: number) => now - secondsAgo * 1000;
  const PROOF: ProofHealth = {
    gaps: 0,
    provenAt: at(600),
    settledTo: at(604_800),
    summary: "usable",
    summaryDetail: null,
    drift: [],
    unproven: null,
    requestsLastHour: 88,
  };
  const WELL: Health = {
    database: async () => {},
    queue: async () => {},
    configuration: () => ({ state: "taken", at: at(60), problems: [] }),
    accounts: async () => [
      { account: "acme", watermark: at(25), blocked: null, proof: PROOF, history: null },
    ],
    deliveries: async () => ({ pending: 0, oldestPendingAt: null, failing: [] }),
  };
  return { WELL, PROOF };
}
