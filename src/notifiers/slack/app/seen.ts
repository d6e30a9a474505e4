/** Slack repeats what was not acknowledged within minutes; of this many gestures in that time none is forgotten. */
const MOST = 5_000;

/** createSeen remembers the newest gestures: each is news once. */
export function createSeen(most = MOST): (once: string) => boolean {
  const known = new Set<string>();
  return (once) => {
    if (known.has(once)) return false;
    known.add(once);
    const [oldest] = known;
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return true;
  };
}
