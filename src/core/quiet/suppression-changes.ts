import { type Suppression, suppressionKey } from "./suppression.ts";
import type { Suppressed } from "./suppression-of.ts";

/** Holding is a suppression that holds now; `once` where the alert counts as told by it, so that it is over at once. */
export interface Holding extends Suppressed {
  readonly alertId: string;
  readonly receiver: string;
  readonly once: boolean;
}

/** suppressionChanges lists what begins and what ends, by what lasted so far and what holds now; each whole. */
export function suppressionChanges(
  open: readonly Suppression[],
  holding: readonly Holding[],
  now: number,
): readonly Suppression[] {
  const lasting = new Map(open.map((one) => [suppressionKey(one), one]));
  const held = new Map(holding.map((one) => [suppressionKey(one), one]));
  const goesOn = (key: string) => {
    const [was, is] = [lasting.get(key), held.get(key)];
    return was?.reason === is?.reason && was?.source === is?.source;
  };
  const ended = [...lasting]
    .filter(([key]) => !goesOn(key))
    .map(([, one]): Suppression => ({ ...one, until: now }));
  const begun = [...held]
    .filter(([key]) => !goesOn(key))
    .map(([, { once, ...one }]): Suppression => ({ ...one, since: now, until: once ? now : null }));
  return [...ended, ...begun];
}

/** stillOpen is what lasts after such changes. */
export function stillOpen(
  open: readonly Suppression[],
  changes: readonly Suppression[],
): readonly Suppression[] {
  if (changes.length === 0) return open;
  const lasting = new Map(open.map((one) => [suppressionKey(one), one]));
  for (const one of changes) {
    if (one.until === null) lasting.set(suppressionKey(one), one);
    else lasting.delete(suppressionKey(one));
  }
  return [...lasting.values()];
}
