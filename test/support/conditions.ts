import type { Conditions, SystemCondition } from "../../src/core/ports/index.ts";

/** MemoryConditions keeps conditions in memory and counts the calls, which cost a database write each. */
export interface MemoryConditions extends Conditions {
  readonly calls: string[];
  list(): readonly SystemCondition[];
}

/** memoryConditions behaves as the ledger's: raising twice keeps the first `since` and takes the newer advice. */
export function memoryConditions(): MemoryConditions {
  const held = new Map<string, SystemCondition>();
  const calls: string[] = [];
  const key = (kind: string, subject: string) => `${kind}/${subject}`;
  return {
    calls,
    list: () => [...held.values()],
    raise: async (condition) => {
      const id = key(condition.kind, condition.subject);
      calls.push(`raise ${id}`);
      held.set(id, { ...condition, since: held.get(id)?.since ?? condition.since });
    },
    clear: async (kind, subject) => {
      calls.push(`clear ${key(kind, subject)}`);
      held.delete(key(kind, subject));
    },
    active: async () => [...held.values()],
  };
}
