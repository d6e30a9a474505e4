import type { Alert, Transition } from "../../src/core/alerts/index.ts";
import { StaleEvaluation } from "../../src/core/errors.ts";
import type {
  AlertStore,
  EvaluationSave,
  EvaluationState,
  OutboxDraft,
} from "../../src/core/ports/index.ts";
import type { NotificationGroup } from "../../src/core/routing/index.ts";

/** MemoryAlertStore keeps an evaluation's state in memory, as JSON, so that nothing is shared with the evaluator. */
export interface MemoryAlertStore extends AlertStore {
  /** All messages ever stored, each key once, in order. */
  readonly outbox: readonly OutboxDraft[];
  readonly transitions: readonly Transition[];
  readonly saves: readonly EvaluationSave[];
  /** The alert as stored, whatever its status. */
  alert(id: string): Alert | undefined;
  /** The next save fails with this error. */
  failNext(error: Error): void;
  /** Makes the stored version newer, as another process's evaluation would. */
  overtake(): void;
}

/** memoryAlertStore behaves as the stored one: a stale save is refused, a message key is stored once. */
export function memoryAlertStore(): MemoryAlertStore {
  const alerts = new Map<string, Alert>();
  const groups = new Map<string, NotificationGroup>();
  const baselined = new Set<string>();
  const outbox = new Map<string, OutboxDraft>();
  const transitions: Transition[] = [];
  const saves: EvaluationSave[] = [];
  let mark = { version: 0, tick: null as number | null, seq: 0 };
  let failure: Error | null = null;

  const load = (): EvaluationState => ({
    ...mark,
    alerts: [...alerts.values()].filter(({ status }) => status !== "inactive"),
    groups: [...groups.values()],
    baselined: [...baselined],
  });
  const mayStore = (version: number): void => {
    const error = failure;
    failure = null;
    if (error) throw error;
    if (version !== mark.version) throw new StaleEvaluation(`${version} is not the newest`);
  };
  const save = (given: EvaluationSave): void => {
    mayStore(given.version);
    mark = { version: mark.version + 1, tick: given.tick, seq: given.seq };
    for (const key of given.removedGroups) groups.delete(key);
    putAll(alerts, given.alerts, ({ id }) => id);
    putAll(groups, given.groups, ({ key }) => key);
    for (const key of given.baselined) baselined.add(key);
    const unknown = given.outbox.filter(({ key }) => !outbox.has(key));
    putAll(outbox, unknown, ({ key }) => key);
    transitions.push(...given.transitions);
    saves.push(given);
  };

  return {
    get outbox() {
      return [...outbox.values()];
    },
    transitions,
    saves,
    alert: (id) => alerts.get(id),
    failNext: (error) => {
      failure = error;
    },
    overtake: () => {
      mark = { ...mark, version: mark.version + 1 };
    },
    load: async () => structuredClone(load()),
    version: async () => mark.version,
    save: async (given) => save(structuredClone(given)),
    known: async (ids) => new Set(ids.filter((id) => alerts.has(id))),
    history: async (alertId) => transitions.filter((one) => one.alertId === alertId),
  };
}

function putAll<T>(map: Map<string, T>, values: readonly T[], key: (value: T) => string): void {
  for (const value of values) map.set(key(value), value);
}
