import { NeoError } from "../../src/core/errors.ts";
import type {
  PageQuery,
  SummaryQuery,
  UsageApi,
  UsagePage,
  UsageSummary,
} from "../../src/core/ports/index.ts";
import { type Random, randomOf } from "../../src/simulator/random.ts";
import { isShown, type TeamRow } from "../../src/simulator/team/row.ts";
import { BOUNDS } from "../support/neo-server-memory.ts";
import { failureOf } from "./api-failure.ts";
import { type ApiLie, LIES, lieAbout } from "./api-lie.ts";
import { summaryFor } from "./api-summary.ts";
import { bodyOf, cutShort, readBody } from "./api-wire.ts";
import type { Life } from "./life.ts";
import { ORDERS, type Order, type Plan } from "./plan.ts";
import { Readings } from "./readings.ts";
import type { Story } from "./story.ts";
import type { Timeline } from "./timeline.ts";
import { streamOf } from "./world.ts";

/** ApiParts is what an account's simulated API is made from. */
export interface ApiParts {
  readonly account: string;
  readonly rows: readonly TeamRow[];
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly story: Story;
  /** Whether faults are still in the world. */
  readonly troubled: () => boolean;
}

/** ShownPage is a page as the API means it, before anybody reads it. */
export interface ShownPage {
  readonly rows: readonly TeamRow[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly unreadable: number;
}

/**
 * SimulatedApi is one account's usage API. It outlives the daemon's processes and is as bad as the plan says: it fails, lies,
 * lists in another order than a moment ago, and means something else by its bounds.
 */
export class SimulatedApi {
  /** Which rows the readings of this API did not show although they added up. */
  readonly readings: Readings;
  readonly #parts: ApiParts;
  readonly #random: Random;
  #order: Order;
  #bounds: keyof typeof BOUNDS;
  /** Rows that are hidden for a moment, until when. */
  readonly #hidden = new Map<string, number>();

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#random = randomOf(`api/${parts.plan.seed}/${parts.account}`);
    this.#order = parts.plan.api.order;
    this.#bounds = parts.plan.api.bounds;
    this.readings = new Readings();
  }

  /** within is the API as one life of the daemon reaches it. */
  within(life: Life): UsageApi {
    return {
      page: async (query, signal) => {
        signal?.throwIfAborted();
        const call = {
          kind: "api" as const,
          text: `page ${query.offset} of ${this.#parts.account}`,
        };
        const page = await life.call({ ...call, ms: this.#latency() }, () => this.#answer(query));
        signal?.throwIfAborted();
        return page;
      },
      summary: async (query, signal) => {
        signal?.throwIfAborted();
        const call = { kind: "api" as const, text: `summary of ${this.#parts.account}` };
        const sums = await life.call({ ...call, ms: this.#latency() }, () => this.#sums(query));
        signal?.throwIfAborted();
        return sums;
      },
    };
  }

  #sums(query: SummaryQuery): UsageSummary {
    const { plan, account, timeline } = this.#parts;
    this.#fail();
    return summaryFor(plan.api.summary, this.#shown(query), timeline.now, account);
  }

  #latency(): number {
    return this.#random.chance(0.05)
      ? 5_000 + this.#random.int(55_000)
      : 20 + this.#random.int(900);
  }

  #answer(query: PageQuery): UsagePage {
    const { plan, story, account, timeline } = this.#parts;
    const random = this.#random;
    this.#fail();
    if (this.#parts.troubled()) this.#turnAround();
    const lie = this.#parts.troubled() && random.chance(plan.api.lies) ? random.pick(LIES) : null;
    const page = this.#page(query, lie);
    this.readings.note(query, page, this.#real(query), timeline.now);
    const { rows, total } = page;
    story.detail(
      `${account}: page ${query.offset} shows ${rows.length} of ${total}: ${rows.map(({ id }) => id).join(" ")}`,
    );
    if (!plan.api.wire) return this.#told(page);
    const body = bodyOf(page, timeline.now, plan.api.precision);
    const half = lie === "half a body";
    return readBody(half ? cutShort(body, random) : body, account, query.offset);
  }

  #fail(): void {
    const failure = this.#parts.troubled() ? this.#failure() : null;
    if (!failure) return;
    this.#parts.story.tell(`${this.#parts.account}: the API fails: ${failure.failure}`);
    throw failure;
  }

  #failure(): NeoError | null {
    const { plan, timeline, account } = this.#parts;
    const since = timeline.now - plan.start;
    const { outage, failures } = plan.api;
    if (outage && since >= outage.from && since < outage.to)
      return new NeoError("unavailable", `${account}: the API is down`);
    return this.#random.chance(failures) ? failureOf(account, plan.api.wire, this.#random) : null;
  }

  /** Between two answers the order may turn, the bounds change their meaning, and rows disappear for a moment. */
  #turnAround(): void {
    const { plan, timeline, story, account, rows } = this.#parts;
    const random = this.#random;
    if (random.chance(plan.api.flips)) {
      if (random.chance(0.5)) this.#order = random.pick(ORDERS);
      else this.#bounds = random.pick(Object.keys(BOUNDS) as [keyof typeof BOUNDS]);
      story.tell(`${account}: the API now lists ${this.#order}, bounds: ${this.#bounds}`);
    }
    const young = rows.filter((row) => timeline.now - row.createdAt < plan.settleMs);
    if (young.length > 0 && random.chance(plan.api.churn)) {
      const row = young[random.int(young.length)];
      if (!row) return;
      this.#hidden.set(row.id, timeline.now + random.int(2_000));
      story.tell(`${account}: row ${row.id} is hidden for a moment`);
    }
  }

  /** What the API shows of a window now, in its order. */
  #shown({ from, to }: SummaryQuery): readonly TeamRow[] {
    const now = this.#parts.timeline.now;
    const holds = BOUNDS[this.#bounds];
    const hidden = (id: string) => this.#parts.troubled() && (this.#hidden.get(id) ?? 0) > now;
    return this.#parts.rows.filter(
      (row) => isShown(row, now) && holds(row.createdAt, from, to) && !hidden(row.id),
    );
  }

  /** What it would show of a window if nothing were wrong. */
  #real({ from, to }: PageQuery): readonly TeamRow[] {
    const now = this.#parts.timeline.now;
    return this.#parts.rows.filter(
      (row) => isShown(row, now) && row.createdAt >= from && row.createdAt <= to,
    );
  }

  #page(query: PageQuery, lie: ApiLie | null): ShownPage {
    const { plan, story, account } = this.#parts;
    const all = this.#ordered(this.#shown(query));
    const rows = all.slice(query.offset, query.offset + Math.min(query.limit, plan.api.pageRows));
    const hasMore = query.offset + rows.length < all.length;
    const page: ShownPage = { rows, total: all.length, hasMore, unreadable: 0 };
    if (!lie) return page;
    story.tell(`${account}: the API answers wrongly: ${lie}`);
    return lieAbout(page, lie, this.#random);
  }

  #ordered(rows: readonly TeamRow[]): readonly TeamRow[] {
    // An order that differs from page to page is a fault: nothing can be proven while it lasts.
    if (this.#order === "shuffled" && this.#parts.troubled()) {
      const drawn = rows.map((row) => ({ row, place: this.#random.next() }));
      return drawn.sort((a, b) => a.place - b.place).map(({ row }) => row);
    }
    const sign = this.#order === "descending" ? -1 : 1;
    return rows.toSorted((a, b) => sign * (a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)));
  }

  #told({ rows, total, hasMore, unreadable }: ShownPage): UsagePage {
    const { account, timeline } = this.#parts;
    return {
      streams: rows.map((row) => streamOf(row, timeline.now, account)),
      total,
      hasMore,
      unreadable: Array.from({ length: unreadable }, (_, i) => `row ${i}: is no object`),
    };
  }
}
