import type { Conditions } from "../core/ports/index.ts";

/** NoticedConditions are conditions that tell when one may have been raised or cleared. */
export interface NoticedConditions extends Conditions {
  /** Sets who is told; what happens before is found by the first evaluation anyway. */
  onChange(listener: () => void): void;
}

/** noticeConditions lets a trouble of the daemon itself be told at once rather than at the next regular evaluation. */
export function noticeConditions(conditions: Conditions): NoticedConditions {
  let changed = () => {};
  return {
    raise: async (condition) => {
      await conditions.raise(condition);
      changed();
    },
    clear: async (kind, subject) => {
      await conditions.clear(kind, subject);
      changed();
    },
    active: () => conditions.active(),
    onChange: (listener) => {
      changed = listener;
    },
  };
}
