import { setTimeout } from "node:timers/promises";
import type { Collector } from "../flow/index.ts";
import { type DaemonOptions, openDaemon } from "./daemon.ts";

/** OnceResult is what one round did, account by account and lane by lane. */
export interface OnceResult {
  readonly polls: readonly {
    readonly account: string;
    readonly reason: string;
    readonly rows: number;
  }[];
  readonly transitions: number;
  readonly messages: number;
  readonly sent: number;
  /** Messages that are stored but could not be sent in this round; the next one tries again. */
  readonly unsent: number;
}

/**
 * runOnce polls and proves every account, evaluates, delivers what is due and ends: for cron. Groups are told at once, since
 * nobody is there to wait for `group_wait`; a service's own pace is kept.
 */
export async function runOnce(options: DaemonOptions, signal: AbortSignal): Promise<OnceResult> {
  const daemon = await openDaemon(options);
  try {
    const { accounts, evaluator, deliverer, stores, settings } = daemon;
    await deliverer.recover();
    const polls = await Promise.all(
      settings().accounts.map(async ({ name }) => {
        const result = await pollAll(accounts.collector(name), signal);
        return { account: name, ...result };
      }),
    );
    const { transitions, messages } = await evaluator.run({ flush: "all" });
    let sent = 0;
    for (const { lane } of await deliverer.due())
      sent += await drain(deliverer.lane, lane, options, signal);
    await daemon.retain();
    const { pending } = await stores.outbox.backlog();
    return {
      polls,
      transitions: transitions.length,
      messages: messages.length,
      sent,
      unsent: pending,
    };
  } finally {
    await daemon.closing.close();
  }
}

/** pollAll polls until the history is read, too, and proves what is due: nobody is there to go on with it. */
async function pollAll(
  collector: Collector | undefined,
  signal: AbortSignal,
): Promise<{ readonly reason: string; readonly rows: number }> {
  let rows = 0;
  for (;;) {
    const result = await collector?.poll(signal);
    rows += result?.rows ?? 0;
    if (result?.more) continue;
    // What a poll does not read again may have changed since the last round.
    await collector?.reconcile(signal);
    return { reason: result?.reason ?? "failed", rows };
  }
}

type SendLane = (
  lane: string,
  signal: AbortSignal,
) => Promise<{ readonly sent: number; readonly reason: string; readonly nextAt: number | null }>;

/** drain sends all of a lane within its pace; a message that fails is left to the next round. */
async function drain(
  send: SendLane,
  lane: string,
  { clock }: DaemonOptions,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0;
  for (;;) {
    const result = await send(lane, signal);
    sent += result.sent;
    if (result.reason !== "paced" || result.nextAt === null) return sent;
    await setTimeout(Math.max(0, result.nextAt - clock.now()), undefined, { signal });
  }
}
