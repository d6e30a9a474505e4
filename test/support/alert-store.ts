import type { Alert } from "../../src/core/alerts/index.ts";
import type { EvaluationSave } from "../../src/core/ports/index.ts";
import {
  type MemoryAlertStore as BareStore,
  memoryAlertStore as bareStore,
} from "../../src/rehearsal/index.ts";

/** MemoryAlertStore is the store of rehearsals, which also tells what was saved and can be made to fail. */
export interface MemoryAlertStore extends BareStore {
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
  const store = bareStore();
  const saves: EvaluationSave[] = [];
  let failure: Error | null = null;
  let overtaken = 0;
  const ahead = (version: number) => version + overtaken;
  return {
    get outbox() {
      return store.outbox;
    },
    get alerts() {
      return store.alerts;
    },
    transitions: store.transitions,
    saves,
    alert: (id) => store.alerts.find((alert) => alert.id === id),
    failNext: (error) => {
      failure = error;
    },
    overtake: () => {
      overtaken += 1;
    },
    known: store.known,
    history: store.history,
    suppressions: store.suppressions,
    endedAcknowledgements: store.endedAcknowledgements,
    version: async () => ahead(await store.version()),
    load: async () => {
      const state = await store.load();
      return { ...state, version: ahead(state.version) };
    },
    save: async (given) => {
      const error = failure;
      failure = null;
      if (error) throw error;
      await store.save({ ...given, version: given.version - overtaken });
      saves.push(structuredClone(given));
    },
  };
}
