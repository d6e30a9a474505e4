import type { LaneDue } from "../../src/core/ports/index.ts";
import type { Dispatch } from "../../src/jobs/dispatch.ts";
import type { JobData, QueueName } from "../../src/jobs/schedule.ts";
import type { Random } from "../../src/simulator/random.ts";
import type { Life } from "./life.ts";
import type { Story } from "./story.ts";

/** QueueParts is what a queue is made from. */
export interface QueueParts {
  readonly life: Life;
  readonly random: Random;
  readonly story: Story;
  readonly now: () => number;
  readonly lost: () => number;
  readonly doubled: () => number;
  /** Does a job's work. */
  readonly work: (queue: QueueName, data: JobData) => Promise<void>;
}

type State = "waiting" | "running" | "running, again";

/**
 * SimulatedQueue is the transport: one job of a kind waits at most, one runs at a time, and one that is asked for while it runs
 * comes after it. Jobs get lost and come twice as the plan says; it dies with its process.
 */
export class SimulatedQueue implements Dispatch {
  readonly #parts: QueueParts;
  readonly #states = new Map<string, State>();

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** add puts a job into a queue. */
  add(queue: QueueName, data: JobData): void {
    const { random, story } = this.#parts;
    const id = [queue, data.account ?? data.lane].filter(Boolean).join(" ");
    if (random.chance(this.#parts.lost())) {
      story.detail(`the job ${id} was lost`);
      return;
    }
    this.#enter(id, queue, data);
    if (!random.chance(this.#parts.doubled())) return;
    // The same job once more at the same time, as a queue does that takes a slow worker for dead; evaluation's has one place only.
    if (queue !== "evaluate") this.#start(`${id} (twin)`, queue, data);
  }

  async poll(account: string): Promise<void> {
    this.add("poll", { account });
  }

  async evaluate(): Promise<void> {
    this.add("evaluate", {});
  }

  async evaluateAt(at: number | null): Promise<void> {
    if (at !== null) this.#later(at, () => this.add("evaluate", {}));
  }

  async deliver({ lane, dueAt }: LaneDue): Promise<void> {
    this.#later(dueAt, () => this.add("deliver", { lane }));
  }

  #later(at: number, act: () => void): void {
    const { life, now } = this.#parts;
    life.later(Math.max(0, at - now()), act);
  }

  #enter(id: string, queue: QueueName, data: JobData): void {
    const state = this.#states.get(id);
    if (state === "running") this.#states.set(id, "running, again");
    if (state) return;
    this.#states.set(id, "waiting");
    this.#parts.life.later(this.#parts.random.int(200), () => this.#start(id, queue, data));
  }

  #start(id: string, queue: QueueName, data: JobData): void {
    this.#states.set(id, "running");
    const ended = () => {
      const again = this.#states.get(id) === "running, again";
      this.#states.delete(id);
      if (again) this.#enter(id, queue, data);
    };
    this.#parts.story.detail(`job ${id}`);
    this.#parts.work(queue, data).then(ended, (error: unknown) => {
      ended();
      throw error;
    });
  }
}
