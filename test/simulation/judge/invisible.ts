import type { SimulatedApi } from "../api.ts";
import type { Held } from "../held.ts";
import type { Plan } from "../plan.ts";
import { changedAt, type World } from "../world.ts";
import { differences } from "./ledger-truth.ts";

/** A reading lasts: what changes during it may still be behind it. */
const SLACK_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Invisible finds losses of completeness that the daemon does not show.
 *
 * The ledger may always lack what became known after the daemon last looked. It may not lack more than that and claim to be
 * complete. A row differs from the truth since `t`: it showed up, changed or vanished then, or a reading that added up last showed
 * it wrongly. While it does, one of these has to hold:
 * - a gap, or a condition of the account, is there to be seen;
 * - the account is not ready, or not read back to the row's creation;
 * - `completeTo` lies before the row's creation, or before `t` where the row was younger than the overlap at `t`: the
 *   first poll that begins after `t` reads it;
 * - an older row's day was last read whole before `t`, and this is not longer ago than it takes the daemon to read
 *   that day again or to tell that it could not.
 */
export class Invisible {
  readonly #plan: Plan;
  readonly #world: World;
  readonly #apis: ReadonlyMap<string, SimulatedApi>;

  constructor(plan: Plan, world: World, apis: ReadonlyMap<string, SimulatedApi>) {
    this.#plan = plan;
    this.#world = world;
    this.#apis = apis;
  }

  /** find returns the first such loss, and in words; null where there is none. `awakeSince` is when the daemon last started. */
  find(held: Held, now: number, awakeSince: number): { row: string; text: string } | null {
    for (const told of held.accounts) {
      const raised = held.conditions.some(({ subject }) => subject === told.account);
      if (told.ready_at === null || told.gaps > 0 || raised) continue;
      for (const { id, text } of differences(held, this.#world, told.account, now)) {
        const loss = this.#lossOf(id, { told, held, now, awakeSince });
        if (loss) return { row: id, text: `${told.account}: ${text}, and ${loss}` };
      }
    }
    return null;
  }

  #lossOf(id: string, { told, held, now, awakeSince }: Look): string | null {
    const { account, watermark, read_from } = told;
    const row = this.#world.rows.get(account)?.find((one) => one.id === id);
    if (!row || watermark === null || row.createdAt < (read_from ?? 0)) return null;
    const misshown = this.#apis.get(account)?.readings.misshownAt(id) ?? 0;
    const since = Math.max(changedAt(row, now), misshown) + SLACK_MS;
    if (row.createdAt >= since - this.#plan.overlapMs) {
      return watermark >= since
        ? `it claims to be complete to ${iso(watermark)}, since ${iso(since)}`
        : null;
    }
    const day = row.createdAt - (row.createdAt % DAY_MS);
    const readAt = held.days.find((one) => one.account === account && one.day === day)?.read_at;
    const covers = (at: number) => row.createdAt < Math.min(at, watermark) - this.#plan.overlapMs;
    if (readAt != null && readAt >= since && covers(readAt))
      return `its day was read whole at ${iso(readAt)}, since ${iso(since)}`;
    const { rereadEveryMs, alertUnprovenAfterMs, reconcileEveryMs } = this.#plan;
    const due =
      Math.max(since, awakeSince) + rereadEveryMs + alertUnprovenAfterMs + 4 * reconcileEveryMs;
    return now > due ? `nothing has shown it since ${iso(since)}` : null;
  }
}

interface Look {
  readonly told: Held["accounts"][number];
  readonly held: Held;
  readonly now: number;
  readonly awakeSince: number;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
