import { createWeb, type Health, type ProofHealth } from "../../../src/web/index.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryLog } from "../../support/log.ts";
import { memorySessions } from "../../support/sessions.ts";
import { fromHere, openGate } from "../../support/visits.ts";

const clock = manualClock();
/** at is so many seconds ago. */
export const at = (secondsAgo: number) => clock.now() - secondsAgo * 1000;

/** PROOF is an account whose numbers are proven. */
export const PROOF: ProofHealth = {
  gaps: 0,
  provenAt: at(600),
  settledTo: at(604_800),
  summary: "usable",
  summaryDetail: null,
  drift: [],
  unproven: null,
  requestsLastHour: 88,
};

/** WELL is a daemon with nothing wrong. */
export const WELL: Health = {
  database: async () => {},
  queue: async () => {},
  configuration: () => ({ state: "taken", at: at(60), problems: [] }),
  accounts: async () => [
    {
      account: "acme",
      watermark: at(25),
      blocked: null,
      proof: PROOF,
      history: null,
    },
  ],
  deliveries: async () => ({ pending: 0, oldestPendingAt: null, failing: [] }),
};

/** webOf is the daemon's pages over parts that are well, but for those given. */
export function webOf(health: Partial<Health> = {}, render = async () => "neo_budgetd_up 1\n") {
  const log = memoryLog();
  const app = createWeb({
    health: { ...WELL, ...health },
    telemetry: {
      count: () => {},
      render: async () => ({ contentType: "text/plain; version=0.0.4", body: await render() }),
    },
    slackHook: { signingSecret: () => null, take: () => {} },
    ...{
      gate: openGate(),
      sessions: memorySessions(),
      alertmanager: {} as never,
      desk: {} as never,
    },
    taskHook: { secret: () => null, knows: () => false, callIn: () => {} },
    log,
    clock,
    checkTimeoutMs: 20,
  });
  return { app: fromHere(app), log };
}
