import { alertId, closedNews } from "../../core/alerts/index.ts";
import type { Finding } from "../../core/engine/index.ts";
import type { AlertStore } from "../../core/ports/index.ts";
import type { EvaluateSettings } from "./evaluate-parts.ts";
import type { Memory } from "./memory.ts";
import type { Readiness } from "./readiness.ts";

/** ClosedOccasion is what decides whether a period that is over is told of. */
export interface ClosedOccasion {
  readonly tick: number;
  readonly readiness: Pick<Readiness, "reachesTo">;
  readonly settings: Pick<EvaluateSettings, "settleMs">;
  readonly memory: Pick<Memory, "alerts">;
  readonly store: Pick<AlertStore, "known" | "history">;
}

/**
 * withClosed leaves of the findings of periods that are over those that may still change, are read from their beginning, and
 * whose steps never fired. A period that a rule was evaluated in is read, however much of the history behind it is not.
 */
export async function withClosed(
  findings: readonly Finding[],
  { tick, readiness, settings, memory, store }: ClosedOccasion,
): Promise<Finding[]> {
  const open = findings.filter(({ closed, ref, window }) => {
    const settleMs = settings.settleMs.get(ref.account) ?? 0;
    if (!closed) return true;
    return readiness.reachesTo(ref.account, window.from) && tick - window.to <= settleMs;
  });
  const ids = open.flatMap(({ closed, ref }) => (closed ? [alertId(ref)] : []));
  if (ids.length === 0) return open;
  const fired = new Set(ids.filter((id) => (memory.alerts.get(id)?.startsAt ?? null) !== null));
  const stored = await store.known(ids.filter((id) => !memory.alerts.has(id)));
  // A stored state may have waited for `for` only: its history tells whether it fired.
  for (const id of stored.keys()) {
    const history = await store.history(id);
    if (history.some(({ to }) => to === "firing")) fired.add(id);
  }
  return [...closedNews(open, (id) => fired.has(id))];
}
