import type { Expectation, RowEvent, RuleTest, RuleTestFile } from "../config/index.ts";
import { createStage, type Stage } from "./stage.ts";

/** Look is called at the moment of an expectation. */
export type Look = (expectation: Expectation, stage: Stage) => Promise<void>;

/**
 * perform plays a test: the clock goes to every moment at which something is due (a row is seen, a group's timer ends,
 * the daemon starts anew, `evaluate_every` has passed, an expectation looks) and evaluates there, once.
 * Rows seen before the start are the history that the first evaluation finds.
 */
export async function perform(
  test: RuleTest,
  file: Pick<RuleTestFile, "settings" | "sendResolved">,
  look: Look,
): Promise<void> {
  const stage = createStage(file);
  const events = createQueue(test.events);
  const restarts = createQueue(test.restarts);
  const expectations = createQueue(test.expectations);
  const every = file.settings.evaluateEveryMs;
  let wakeAt = Number.POSITIVE_INFINITY;
  let downUntil = Number.NEGATIVE_INFINITY;

  for (const past of batches(events.until(test.start - 1))) {
    stage.set(past.at);
    await stage.take(past.events);
  }
  stage.set(test.start);
  await stage.ready();

  let now = test.start;
  while (expectations.next !== null) {
    stage.set(now);
    for (const { at, downMs } of restarts.until(now)) {
      stage.restart();
      downUntil = Math.max(downUntil, at + downMs);
    }
    if (now >= downUntil) {
      await stage.take(events.until(now));
      wakeAt = (await stage.evaluate()).nextDueAt ?? Number.POSITIVE_INFINITY;
    }
    for (const expectation of expectations.until(now)) await look(expectation, stage);
    const tick = test.start + (Math.floor((now - test.start) / every) + 1) * every;
    const up = Math.max(now + 1, downUntil);
    const work = [events.next, wakeAt, tick].map((at) =>
      Math.max(at ?? Number.POSITIVE_INFINITY, up),
    );
    now = Math.min(...work, ...[restarts.next, expectations.next].flatMap((at) => at ?? []));
  }
}

interface Moment {
  readonly at: number;
}

/** Queue hands out things in order of time. */
interface Queue<T extends Moment> {
  /** When the next one is due; null once there are none. */
  readonly next: number | null;
  /** until takes everything that is due at a moment. */
  until(at: number): readonly T[];
}

function createQueue<T extends Moment>(items: readonly T[]): Queue<T> {
  let done = 0;
  return {
    get next() {
      return items[done]?.at ?? null;
    },
    until: (at) => {
      const from = done;
      while (done < items.length && (items[done]?.at ?? 0) <= at) done += 1;
      return items.slice(from, done);
    },
  };
}

function batches(events: readonly RowEvent[]): readonly { at: number; events: RowEvent[] }[] {
  const found: { at: number; events: RowEvent[] }[] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (last?.at === event.at) last.events.push(event);
    else found.push({ at: event.at, events: [event] });
  }
  return found;
}
