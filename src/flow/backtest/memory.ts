import { type Alert, isToldOnce } from "../../core/alerts/index.ts";
import type { AlertRef } from "../../core/engine/index.ts";
import { type NotificationGroup, wakeOf } from "../../core/routing/index.ts";
import { isHappening } from "../../core/rules/index.ts";
import { isLatched } from "../evaluate/after-telling.ts";

/**
 * Memory is a replay's alert states, changed in place: of thousands of ticks most change a few alerts of many, and a
 * copy of all for each tick would cost more than the rules themselves.
 */
export class Memory {
  readonly alerts = new Map<string, Alert>();
  /** Single happenings that ended, as they were last seen: none fires twice. */
  readonly past = new Map<string, Alert>();
  readonly #open = new Map<string, AlertRef>();
  /** Those that are resolved or inactive. */
  readonly #over = new Set<string>();
  #groups: readonly NotificationGroup[] = [];
  #needed: ReadonlySet<string> = new Set();
  #dueAt = Number.POSITIVE_INFINITY;

  get groups(): readonly NotificationGroup[] {
    return this.#groups;
  }

  set groups(groups: readonly NotificationGroup[]) {
    this.#groups = groups;
    this.#needed = new Set(groups.flatMap(({ alertIds }) => alertIds));
    this.#dueAt = Math.min(...groups.map((group) => wakeOf(group) ?? Number.POSITIVE_INFINITY));
  }

  /** When what keeps alerts quiet may change by itself; null for never. */
  reviewAt: number | null = null;

  /** When a group next may have something to say although no alert has changed; Infinity for never. */
  get dueAt(): number {
    return Math.min(this.#dueAt, this.reviewAt ?? Number.POSITIVE_INFINITY);
  }

  /** openRefs are the states that the engine has to say something of, breached or not. */
  openRefs(): Iterable<AlertRef> {
    return this.#open.values();
  }

  keep(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      this.alerts.set(alert.id, alert);
      if (alert.status === "resolved" || alert.status === "inactive") this.#over.add(alert.id);
      else this.#over.delete(alert.id);
      if (!isToldOnce(alert) && alert.kind !== "system") this.#open.set(alert.id, alert.ref);
    }
  }

  /** release lets go of what is over and that no group has still to tell of. */
  release(): void {
    for (const id of this.#over) {
      const alert = this.alerts.get(id);
      if (alert?.status === "resolved" && (this.#needed.has(id) || isLatched(alert))) continue;
      if (alert && isHappening(alert.kind)) this.past.set(id, alert);
      this.alerts.delete(id);
      this.#open.delete(id);
      this.#over.delete(id);
    }
  }
}
