import type { Alert, Transition } from "../alerts/index.ts";
import type { Span } from "../engine/index.ts";
import type { Message } from "../message/index.ts";
import type { Acknowledgement, Suppression } from "../quiet/index.ts";
import type { NotificationGroup } from "../routing/index.ts";

/** EvaluationState is what an evaluation starts from. */
export interface EvaluationState {
  /** Grows by one with each save; a save against an older one is refused with StaleEvaluation. */
  readonly version: number;
  readonly tick: number | null;
  /** Journal sequence that the last saved evaluation had seen; rows touched after it are news. */
  readonly seq: number;
  /**
   * Every alert whose status is not `inactive`: pending, firing, or resolved but still needed (its resolution is not
   * yet told, or its window still runs). The evaluation itself saves an alert as inactive once nothing needs it.
   */
  readonly alerts: readonly Alert[];
  readonly groups: readonly NotificationGroup[];
  /** What was evaluated before: accounts, and rules of accounts, as texts made by `baselineKey`. */
  readonly baselined: readonly string[];
  /** Those that last. */
  readonly suppressions: readonly Suppression[];
}

/** OutboxDraft is a message to one integration of a receiver, ready to be sent as it is. */
export interface OutboxDraft {
  /** Unique: saving the same key twice stores it once. */
  readonly key: string;
  /** The integration's id, `receiver/kind/index`; each has its own pace. */
  readonly lane: string;
  readonly message: Message;
  readonly createdAt: number;
}

/** EvaluationSave is everything that an evaluation changes, stored in one transaction. */
export interface EvaluationSave {
  /** The version that this evaluation started from; what is stored becomes one more. */
  readonly version: number;
  readonly tick: number;
  readonly seq: number;
  /** The alerts that changed, each whole. */
  readonly alerts: readonly Alert[];
  readonly transitions: readonly Transition[];
  /** The groups that changed, each whole. */
  readonly groups: readonly NotificationGroup[];
  /** Keys of groups that have nothing left to say. */
  readonly removedGroups: readonly string[];
  readonly outbox: readonly OutboxDraft[];
  /** Newly evaluated for the first time; added to what is stored. */
  readonly baselined: readonly string[];
  /** The suppressions that began or ended, each whole. */
  readonly suppressions: readonly Suppression[];
  /** Acknowledgements that count no more; one that was made anew since stays. */
  readonly endedAcknowledgements: readonly Pick<Acknowledgement, "alertId" | "at">[];
}

/** AlertStore keeps alert states, their history, notification groups and the outbox's new messages. */
export interface AlertStore {
  load(): Promise<EvaluationState>;
  /** The version now stored, to see cheaply whether a kept state is still current. */
  version(): Promise<number>;
  save(save: EvaluationSave): Promise<void>;
  /** Those of these alert ids that were ever stored, with the window that each was last seen with: a single happening is told once. */
  known(ids: readonly string[]): Promise<ReadonlyMap<string, Span>>;
  history(alertId: string): Promise<readonly Transition[]>;
  /** When, from whom and why an alert was kept, oldest first. */
  suppressions(alertId: string): Promise<readonly Suppression[]>;
}
