import { type Random, randomOf } from "../../src/simulator/random.ts";
import { SimulatedApi } from "./api.ts";
import { startDaemon } from "./daemon.ts";
import type { WorkDatabase } from "./database.ts";
import { deathOf } from "./death.ts";
import { type Held, readHeld, readWritten } from "./held.ts";
import { Invisible } from "./judge/invisible.ts";
import { judgeEnd, judgeRecord } from "./judge/judge.ts";
import { Life } from "./life.ts";
import { mortalPool, Session } from "./mortal-pool.ts";
import { type Plan, planOf } from "./plan.ts";
import { type Planted, unspoiled } from "./planted.ts";
import { Receiver } from "./receiver.ts";
import { tellRows } from "./row-story.ts";
import { LANES, settingsOf } from "./rules.ts";
import { Story } from "./story.ts";
import { Timeline } from "./timeline.ts";
import { onTimeline } from "./timers.ts";
import { type World, worldOf } from "./world.ts";

/** Simulated is how one seed's run ended. */
export interface Simulated {
  readonly seed: number;
  /** What was wrong, one sentence each; none where all invariants held. */
  readonly wrong: readonly string[];
  readonly story: Story;
  readonly lives: number;
  readonly messages: number;
}

/** simulate plays one seed from an empty database to a healed world, and judges what it left. */
export async function simulate(
  seed: number,
  database: WorkDatabase,
  planted: Planted = unspoiled,
): Promise<Simulated> {
  await database.clear();
  const run = new Run(planOf(seed), database, planted);
  return onTimeline(run.timeline, () => run.play());
}

class Run {
  readonly timeline: Timeline;
  readonly #plan: Plan;
  readonly #database: WorkDatabase;
  readonly #planted: Planted;
  readonly #story: Story;
  readonly #world: World;
  readonly #session: Session;
  readonly #apis: ReadonlyMap<string, SimulatedApi>;
  readonly #receivers: readonly Receiver[];
  readonly #invisible: Invisible;
  readonly #wrong: string[] = [];
  readonly #looks: Random;
  #life: Life | null = null;
  #lives = 0;
  /** Rows whose loss was found to be invisible: once is enough. */
  readonly #lost = new Set<string>();
  #lastTick = 0;
  #awakeSince = 0;

  constructor(plan: Plan, database: WorkDatabase, planted: Planted) {
    this.#plan = plan;
    this.#database = database;
    this.#planted = planted;
    const timeline = new Timeline(plan.start);
    this.timeline = timeline;
    const now = () => timeline.now;
    const story = new Story(now);
    this.#story = story;
    this.#world = worldOf(plan);
    this.#session = new Session(timeline, randomOf(`session/${plan.seed}`));
    const troubled = this.#troubled;
    const during = (share: number) => () => (troubled() ? share : 0);
    this.#apis = new Map(
      plan.accounts.map((account) => {
        const rows = this.#world.rows.get(account) ?? [];
        return [account, new SimulatedApi({ account, rows, plan, timeline, story, troubled })];
      }),
    );
    const { failures, lookUp } = plan.receivers;
    this.#receivers = Object.values(LANES).map((lane) => {
      const { seed } = plan;
      return new Receiver({ lane, seed, lookUp, story, now, failures: during(failures) });
    });
    this.#looks = randomOf(`looks/${plan.seed}`);
    this.#invisible = new Invisible(plan, this.#world, this.#apis);
  }

  async play(): Promise<Simulated> {
    const { start, faultsMs, rereadEveryMs, settleMs, toTheEnd } = this.#plan;
    this.#story.tell(`seed ${this.#plan.seed}: ${JSON.stringify(this.#plan)}`);
    tellRows(this.#world, this.timeline, this.#story);
    this.#begin();
    await this.timeline.run(start + faultsMs);
    this.#story.tell("the faults are over");
    const last = this.#world.calmFrom + settleMs;
    let end: readonly string[] = [];
    for (let at = this.#world.calmFrom + rereadEveryMs; at <= last; at += rereadEveryMs) {
      await this.timeline.run(at);
      end = await this.#judgeNow();
      if (end.length === 0 && !toTheEnd) break;
    }
    const written = await readWritten(this.#database.pool);
    for (const { at, alertId, to, reason, value } of written.transitions) {
      this.#story.detail(`${at} ${alertId} → ${to} (${reason}) at ${value}`);
    }
    this.#wrong.push(...end, ...judgeRecord({ ...this.#judged(), ...written }));
    for (const text of this.#wrong) this.#story.tell(`WRONG: ${text}`);
    this.#life?.die("with the end of the run");
    return {
      seed: this.#plan.seed,
      wrong: this.#wrong,
      story: this.#story,
      lives: this.#lives,
      messages: this.#receivers.reduce((sum, { tries }) => sum + tries.length, 0),
    };
  }

  readonly #troubled = () => this.timeline.now < this.#plan.start + this.#plan.faultsMs;

  #judged() {
    const tries = this.#receivers.flatMap((receiver) => receiver.tries);
    return { plan: this.#plan, world: this.#world, tries, now: this.timeline.now };
  }

  /** begin starts the daemon's next life. */
  #begin(): void {
    const { timeline } = this;
    const plan = this.#plan;
    this.#lives += 1;
    const name = `life ${this.#lives}`;
    const random = randomOf(`${plan.seed}/${name}/death`);
    const mortal = this.#troubled() && this.#lives <= plan.deaths.most;
    const { death, stopAfterMs } = deathOf(mortal, plan, random);
    const downMs = Math.round(1_000 + random.next() * plan.deaths.longestDownMs);
    const life = new Life({
      ...{ name, timeline, story: this.#story, random },
      // Nobody dies of a fault once the faults are over.
      death: death && { ...death, until: plan.start + plan.faultsMs },
      // Whoever mends the world starts the daemon again, if nobody has by then.
      onDeath: () => timeline.at(this.#nextStart(downMs), () => this.#begin()),
    });
    this.#life = life;
    this.#awakeSince = timeline.now;
    this.#story.tell(`${name} begins`);
    if (stopAfterMs !== null) {
      life.later(stopAfterMs, () => {
        this.#story.tell(`${name} is asked to stop`);
        life.stopping.abort(new Error("the daemon is stopping"));
        life.later(8_000, () => life.die("as it was asked to"));
      });
    }
    const share = () => (this.#troubled() ? plan.sql.failures : 0);
    const sql = {
      random: randomOf(`sql/${plan.seed}/${name}`),
      share,
      spoil: this.#planted.sql?.(),
    };
    const apis = new Map([...this.#apis].map(([account, api]) => [account, api.within(life)]));
    const notifiers = this.#receivers.map((receiver) => receiver.within(life));
    startDaemon({
      ...{ life, plan, apis, story: this.#story, troubled: this.#troubled },
      pool: mortalPool(this.#database.pool, life, this.#session, sql),
      notifiers: new Map(notifiers.map((notifier) => [notifier.id, notifier])),
      settings: settingsOf(plan),
      now: () => timeline.now,
      planted: this.#planted,
      onOutcome: (lane, key) => {
        for (const receiver of this.#receivers) if (receiver.lane === lane) receiver.known(key);
      },
      onEvaluated: (tick) => {
        this.#lastTick = tick;
      },
      onRead: () => this.#look(),
      onUnexpected: (error) => {
        this.#wrong.push(
          `a job met what nobody had planned: ${String((error as Error)?.stack ?? error)}`,
        );
      },
    }).catch((error: unknown) => {
      this.#wrong.push(`the daemon did not start: ${String(error)}`);
    });
  }

  #nextStart(downMs: number): number {
    const { now } = this.timeline;
    const mended = this.#plan.start + this.#plan.faultsMs;
    return Math.min(now + downMs, Math.max(now, mended) + 1_000);
  }

  /** look reads what the daemon claims after every other reading, where no transaction is open. */
  async #look(): Promise<void> {
    if (this.#looks.chance(0.5)) return;
    await new Promise<void>((resolve) => {
      this.timeline.after(0, async () => {
        if (this.#session.free) await this.#compare();
        resolve();
      });
    });
  }

  async #compare(): Promise<void> {
    const held = await readHeld(this.#database.pool);
    const { now } = this.timeline;
    const loss = this.#invisible.find(held, now, this.#awakeSince);
    if (loss && !this.#lost.has(loss.row)) {
      this.#lost.add(loss.row);
      this.#story.tell(`NOT VISIBLE: ${loss.text}`);
      this.#wrong.push(`a loss of completeness was not visible: ${loss.text}`);
    }
  }

  async #judgeNow(): Promise<readonly string[]> {
    if (!this.#session.free) return ["a transaction is open at the end"];
    const held: Held = await readHeld(this.#database.pool);
    const { alerts } = await readWritten(this.#database.pool);
    return judgeEnd({ ...this.#judged(), held, alerts, tick: this.#lastTick });
  }
}
