import { createWeb, type Health } from "../../../src/web/index.ts";
import { manualClock } from "../../support/clock.ts";
import { wellAt } from "../../support/health.ts";
import { memoryLog } from "../../support/log.ts";
import { memorySessions } from "../../support/sessions.ts";
import { fromHere, openGate } from "../../support/visits.ts";

const clock = manualClock();
/** at is so many seconds ago. */
export const at = (secondsAgo: number) => clock.now() - secondsAgo * 1000;

/** WELL is a daemon with nothing wrong, and PROOF an account of it whose numbers are proven. */
export const { WELL, PROOF } = wellAt(clock.now());

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
