import type { Dispatch } from "./dispatch.ts";
import type { JobData, QueueName } from "./schedule.ts";
import { createTurns } from "./turns.ts";
import type { JobVerbs } from "./verbs.ts";

/** Handler does the work of one job: it calls one verb and passes on what follows from it. */
export type Handler = (data: JobData, signal: AbortSignal) => Promise<void>;

/** HandlerParts is what handlers are made from. */
export interface HandlerParts {
  readonly verbs: JobVerbs;
  readonly dispatch: Dispatch;
  /** Whether an account is still configured: jobs of a removed one may still be on their way. */
  readonly knows: (account: string) => boolean;
}

/** createHandlers makes the handler of each queue. */
export function createHandlers(parts: HandlerParts): Record<QueueName, Handler> {
  const { verbs, dispatch, knows } = parts;

  /** Reads an account, never twice at a time: a read that takes longer than its schedule would fill all places. */
  function reading(read: JobVerbs["poll"]): Handler {
    const turns = createTurns();
    return async ({ account = "", asked = false }, signal) => {
      if (!knows(account)) return;
      const again = await turns.take(account, asked, async () => {
        const { changed, more = false } = await read(account, signal);
        if (changed) await dispatch.evaluate();
        return more;
      });
      if (again) await dispatch.poll(account);
    };
  }

  return {
    poll: reading((account, signal) => verbs.poll(account, signal)),
    reconcile: reading((account, signal) => verbs.reconcile(account, signal)),
    async evaluate() {
      const { nextDueAt, lanes } = await verbs.evaluate();
      await Promise.all([
        ...lanes.map((due) => dispatch.deliver(due)),
        dispatch.evaluateAt(nextDueAt),
      ]);
    },
    async deliver({ lane = "" }, signal) {
      const { nextAt } = await verbs.deliver(lane, signal);
      if (nextAt !== null) await dispatch.deliver({ lane, dueAt: nextAt });
    },
    async retain() {
      await verbs.retain();
    },
  };
}
