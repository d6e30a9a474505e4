import type { Clock } from "../core/ports/index.ts";
import type { Alarms } from "./alarms.ts";

/** At most one poll of an account in so long a time follows from calls, however many come. */
const CALL_IN_EVERY_MS = 1_000;

/** CallInParts is what call-ins are made from. */
export interface CallInParts {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly poll: (account: string) => void;
}

/**
 * createCallIns returns what is called when an account is said to have news: it is polled at once, or where it just
 * was, a moment later. Any number of calls until then is one poll, and costs a look into a map.
 */
export function createCallIns({ clock, alarms, poll }: CallInParts): (account: string) => void {
  const polledAt = new Map<string, number>();

  function pollNow(account: string): void {
    polledAt.set(account, clock.now());
    poll(account);
  }

  return (account) => {
    const from = (polledAt.get(account) ?? Number.NEGATIVE_INFINITY) + CALL_IN_EVERY_MS;
    if (clock.now() >= from) pollNow(account);
    else alarms.set(`call-in ${account}`, from, () => pollNow(account));
  };
}
