import type { Alert, Transition } from "../core/alerts/index.ts";
import { StaleEvaluation } from "../core/errors.ts";
import type {
  AlertStore,
  EvaluationSave,
  EvaluationState,
  OutboxDraft,
} from "../core/ports/index.ts";
import { type Suppression, suppressionKey } from "../core/quiet/index.ts";
import type { NotificationGroup } from "../core/routing/index.ts";

/** MemoryAlertStore keeps an evaluation's state in memory; what it takes and gives is copied, so that nothing is shared. */
export interface MemoryAlertStore extends AlertStore {
  /** All messages ever stored, each key once, in order. */
  readonly outbox: readonly OutboxDraft[];
  readonly transitions: readonly Transition[];
  /** All alerts ever stored, whatever their status. */
  readonly alerts: readonly Alert[];
  /** Acknowledgements that evaluations ended. */
  readonly endedAcknowledgements: EvaluationSave["endedAcknowledgements"];
}

/** memoryAlertStore behaves as the stored one: a stale save is refused, a message key is stored once. */
export function memoryAlertStore(): MemoryAlertStore {
  const alerts = new Map<string, Alert>();
  const groups = new Map<string, NotificationGroup>();
  const baselined = new Set<string>();
  const outbox = new Map<string, OutboxDraft>();
  const transitions: Transition[] = [];
  const endedAcknowledgements: EvaluationSave["endedAcknowledgements"][number][] = [];
  const suppressions = new Map<string, Suppression>();
  let mark = { version: 0, tick: null as number | null, seq: 0 };

  const load = (): EvaluationState => ({
    ...mark,
    alerts: [...alerts.values()].filter(({ status }) => status !== "inactive"),
    groups: [...groups.values()],
    baselined: [...baselined],
    suppressions: [...suppressions.values()].filter(({ until }) => until === null),
  });
  const save = (given: EvaluationSave): void => {
    if (given.version !== mark.version) {
      throw new StaleEvaluation(`${given.version} is not the newest`);
    }
    mark = { version: mark.version + 1, tick: given.tick, seq: given.seq };
    for (const key of given.removedGroups) groups.delete(key);
    putAll(alerts, given.alerts, ({ id }) => id);
    putAll(groups, given.groups, ({ key }) => key);
    for (const key of given.baselined) baselined.add(key);
    const unknown = given.outbox.filter(({ key }) => !outbox.has(key));
    putAll(outbox, unknown, ({ key }) => key);
    transitions.push(...given.transitions);
    endedAcknowledgements.push(...given.endedAcknowledgements);
    putAll(suppressions, given.suppressions, (one) => `${suppressionKey(one)} ${one.since}`);
  };

  return {
    get outbox() {
      return [...outbox.values()];
    },
    get alerts() {
      return [...alerts.values()];
    },
    transitions,
    endedAcknowledgements,
    load: async () => structuredClone(load()),
    version: async () => mark.version,
    save: async (given) => save(structuredClone(given)),
    known: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const alert = alerts.get(id);
          return alert ? [[id, alert.window] as const] : [];
        }),
      ),
    history: async (alertId) => transitions.filter((one) => one.alertId === alertId),
    suppressions: async (alertId) =>
      [...suppressions.values()].filter((one) => one.alertId === alertId),
  };
}

function putAll<T>(map: Map<string, T>, values: readonly T[], key: (value: T) => string): void {
  for (const value of values) map.set(key(value), value);
}
