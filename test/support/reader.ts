import { familyId } from "../../src/core/alerts/index.ts";
import type { Message } from "../../src/core/message/index.ts";

/**
 * belief is what a reader takes for firing after reading messages in order: single streams and periods that are over
 * are past, and of one budget the step that was told last counts.
 */
export function belief(messages: readonly Message[]): readonly string[] {
  const believed = new Map<string, string>();
  for (const { firing, resolved } of messages) {
    const families = new Set(firing.map(({ ref }) => familyId(ref)));
    for (const [id, family] of believed) if (families.has(family)) believed.delete(id);
    const lasting = firing.filter(
      (one) => one.kind !== "stream" && one.reason !== "window_ended" && !one.closed,
    );
    for (const { id, ref } of lasting) believed.set(id, familyId(ref));
    for (const { id } of resolved) believed.delete(id);
  }
  return [...believed.keys()].sort();
}

/** toldTwiceEarly lists the breaches that a reader was told of again, as news or as a repeat, before `repeatMs` had passed. */
export function toldTwiceEarly(messages: readonly Message[], repeatMs: number): readonly string[] {
  const last = new Map<string, number>();
  const early: string[] = [];
  for (const { firing, notice, news, at } of messages) {
    for (const { id, startsAt } of firing) {
      if (notice !== "repeat" && !news.includes(id)) continue;
      const breach = `${id} since ${startsAt}`;
      if (at - (last.get(breach) ?? Number.NEGATIVE_INFINITY) < repeatMs) early.push(breach);
      last.set(breach, at);
    }
  }
  return early;
}
