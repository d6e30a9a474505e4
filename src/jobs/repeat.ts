import type { Clock } from "../core/ports/index.ts";
import type { Repeated } from "./schedule.ts";
import { JOB_KEEPING, type JobQueue } from "./transport/transport.ts";

/** RepeatChange tells what was done to a queue's repeated jobs: ids. */
export interface RepeatChange {
  /** Made or made anew: their first job runs at once. */
  readonly made: readonly string[];
  /** Left as they were. */
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

/**
 * settleRepeated brings a queue's repeated jobs to what is wanted. What is already right is not touched, so that
 * its next time stays; a schedule whose next job got lost is made anew.
 */
export async function settleRepeated(
  queue: JobQueue,
  wanted: ReadonlyMap<string, Repeated>,
  clock: Clock,
): Promise<RepeatChange> {
  const present = new Map((await queue.getJobSchedulers(0, -1)).map((one) => [one.key, one]));
  const made: string[] = [];
  const kept: string[] = [];
  for (const [id, { everyMs, data }] of wanted) {
    const { every, next } = present.get(id) ?? {};
    const late = next === undefined || next < clock.now() - 2 * everyMs;
    if (Number(every) === everyMs && !late) {
      kept.push(id);
      continue;
    }
    // Changed in place, BullMQ keeps the old pace's offset, and a run that is late then waits for up to the old pace.
    if (present.has(id)) await queue.removeJobScheduler(id);
    await queue.upsertJobScheduler(
      id,
      { every: everyMs },
      { name: queue.name, data, opts: JOB_KEEPING },
    );
    made.push(id);
  }
  const removed = [...present.keys()].filter((id) => !wanted.has(id));
  for (const id of removed) await queue.removeJobScheduler(id);
  return { made, kept, removed };
}
