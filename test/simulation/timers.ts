import type { Timeline } from "./timeline.ts";

/**
 * onTimeline makes the timers that code sets by itself (a send's time-out) part of simulated time while `run` lasts: a real
 * timer would come at a moment that no seed decides.
 */
export async function onTimeline<T>(timeline: Timeline, run: () => Promise<T>): Promise<T> {
  const { setTimeout: real, clearTimeout: realClear } = globalThis;
  const planned = new WeakMap<object, { cancel(): void }>();
  const set = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => false };
    planned.set(
      handle,
      timeline.after(ms, () => act(...args)),
    );
    return handle;
  };
  const clear = (handle: unknown) => {
    if (typeof handle === "object" && handle !== null) planned.get(handle)?.cancel();
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  try {
    return await run();
  } finally {
    Object.assign(globalThis, { setTimeout: real, clearTimeout: realClear });
  }
}
