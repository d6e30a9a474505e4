import type { AccountProofs, DayProof, ProofsWrite } from "../core/ports/index.ts";

/** NO_PROOFS is what is known of an account that was never compared. */
export const NO_PROOFS: AccountProofs = {
  summary: "unknown",
  summaryDetail: null,
  provenAt: null,
  settledTo: null,
  days: [],
};

/** laterProofs is what stays when proofs are stored over earlier ones: of each moment the later. */
export function laterProofs(before: AccountProofs, write: ProofsWrite): AccountProofs {
  const days = new Map(before.days.map((day) => [day.day, day]));
  for (const day of write.days) days.set(day.day, laterDay(days.get(day.day), day));
  return {
    summary: write.summary,
    summaryDetail: write.summaryDetail,
    provenAt: later(before.provenAt, write.provenAt),
    settledTo: later(before.settledTo, write.settledTo),
    days: [...days.values()]
      .filter(({ day }) => day >= write.since)
      .sort((left, right) => left.day - right.day),
  };
}

function laterDay(before: DayProof | undefined, after: DayProof): DayProof {
  if (!before) return after;
  const newer = (after.audit?.at ?? -1) >= (before.audit?.at ?? -1);
  return {
    day: after.day,
    readAt: later(before.readAt, after.readAt),
    countedAt: later(before.countedAt, after.countedAt),
    audit: newer ? after.audit : before.audit,
  };
}

function later(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.max(left, right);
}
