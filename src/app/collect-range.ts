import type { Environment, Settings } from "../config/index.ts";
import type { Clock, Log } from "../core/ports/index.ts";
import { calendarPeriod, dateAfter } from "../core/time/index.ts";
import type { CollectReason, ReadWindow, WindowRead } from "../flow/index.ts";
import { createTelemetry } from "../telemetry/index.ts";
import { createAccounts } from "./accounts.ts";
import { askedAccounts } from "./asked-accounts.ts";
import { createClosing } from "./closing.ts";
import { openStores } from "./stores.ts";

/** RangeRequest is what of which accounts is read again, `[from, to)`, ms since the epoch. */
export interface RangeRequest {
  readonly from: number;
  readonly to: number;
  /** Null for all that are configured. */
  readonly account: string | null;
}

/** DayRead is what reading one day of an account again came to. */
export interface DayRead extends WindowRead {
  readonly account: string;
  /** The date in the configured zone. */
  readonly day: string;
}

/** AccountRead is how reading an account again ended, with the days that it came to. */
export interface AccountRead {
  readonly account: string;
  readonly reason: CollectReason;
  /** What was wrong; null where every day is proven. */
  readonly detail: string | null;
  readonly days: readonly DayRead[];
  /** Days that were not read to their end. */
  readonly unread: readonly string[];
}

/** RangeParts is what reading a range works with. */
export interface RangeParts {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
  readonly onDay: (day: DayRead) => void;
  readonly signal: AbortSignal;
}

/**
 * collectRange reads days of accounts again, each account at its own pace, oldest day first. A daemon on the same
 * database evaluates what that changes; nothing is evaluated or sent here.
 */
export async function collectRange(
  settings: Settings,
  request: RangeRequest,
  parts: RangeParts,
): Promise<readonly AccountRead[]> {
  const wanted = askedAccounts(settings, request.account);
  const { environment, clock, log } = parts;
  const closing = createClosing();
  try {
    const { database, ledger, conditions } = await openStores(environment, log);
    closing.add("the database", () => database.end());
    const accounts = createAccounts(wanted, {
      ...{ ledger, conditions, clock, log, telemetry: createTelemetry(), onProgress: () => {} },
    });
    closing.add("the API clients", () => accounts.close());
    /** What was read before Ctrl-C is stored, and told. */
    const interrupted = (error: Error) => {
      if (!parts.signal.aborted) throw error;
      return { reason: "failed", detail: "interrupted" } as const;
    };
    const windows = daysOf(request, settings.timezone);
    return await Promise.all(
      wanted.map(async ({ name: account }) => {
        const days: DayRead[] = [];
        const tell = (read: WindowRead) => {
          const day = { account, day: dateAfter(read.from, 0, settings.timezone), ...read };
          days.push(day);
          parts.onDay(day);
        };
        const read = accounts.collector(account)?.read(windows, tell, parts.signal);
        const { reason = "failed", detail = null } = (await read?.catch(interrupted)) ?? {};
        const unread = windows.slice(days.length);
        return {
          ...{ account, reason, detail, days },
          unread: unread.map(({ from }) => dateAfter(from, 0, settings.timezone)),
        };
      }),
    );
  } finally {
    await closing.close();
  }
}

/** daysOf cuts a span at the midnights of a zone. */
export function daysOf({ from, to }: ReadWindow, timezone: string): readonly ReadWindow[] {
  const day = {
    kind: "calendar",
    unit: "day",
    timezone,
    weekStarts: "monday",
    startsOn: 1,
  } as const;
  const windows: ReadWindow[] = [];
  for (let at = from; at < to; ) {
    const { next } = calendarPeriod(day, at);
    windows.push({ from: at, to: Math.min(next, to) });
    at = next;
  }
  return windows;
}
