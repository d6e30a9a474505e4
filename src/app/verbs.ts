import type { Clock } from "../core/ports/index.ts";
import type { Deliverer, Evaluator } from "../flow/index.ts";
import type { JobVerbs } from "../jobs/index.ts";
import type { Accounts } from "./accounts.ts";

/** VerbParts are the flow's verbs as the daemon holds them. */
export interface VerbParts {
  readonly accounts: Accounts;
  readonly evaluator: Evaluator;
  readonly deliverer: Deliverer;
  readonly retain: () => Promise<unknown>;
  readonly clock: Clock;
}

/** createVerbs joins the flow to what the jobs call; a job of an account that is no longer configured does nothing. */
export function createVerbs({
  accounts,
  evaluator,
  deliverer,
  retain,
  clock,
}: VerbParts): JobVerbs {
  const nothing = { changed: false };
  return {
    poll: async (account, signal) => (await accounts.collector(account)?.poll(signal)) ?? nothing,
    reconcile: async (account, signal) =>
      (await accounts.collector(account)?.reconcile(signal)) ?? nothing,
    evaluate: async () => {
      const { nextDueAt, lanes } = await evaluator.run();
      const dueAt = clock.now();
      return { nextDueAt, lanes: lanes.map((lane) => ({ lane, dueAt })) };
    },
    deliver: (lane, signal) => deliverer.lane(lane, signal),
    dueLanes: () => deliverer.due(),
    retain: async () => {
      await retain();
    },
  };
}
