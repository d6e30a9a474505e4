import { type Columns, UNKNOWN_MEMBER } from "../engine/columns/columns.ts";
import type { StreamFacts } from "../engine/finding.ts";

/** streamFacts are what a message says of the single stream in a slot. */
export function streamFacts(columns: Columns, slot: number, id: string): StreamFacts {
  const member = columns.members.text(columns.member[slot] as number);
  return {
    id,
    taskId: columns.tasks.text(columns.task[slot] as number),
    taskTitle: columns.titleOf(slot),
    member: member === UNKNOWN_MEMBER ? null : member,
    model: columns.models.text(columns.model[slot] as number),
    status: columns.statuses.text(columns.status[slot] as number),
    errorMessage: columns.errorOf(slot),
    createdAt: columns.createdAt[slot] as number,
    finishedAt: columns.finishedAt[slot] as number,
    spend: columns.spend(slot),
  };
}
