import type { DeliveryFailure } from "../../src/core/errors.ts";
import type {
  Outbox,
  OutboxDraft,
  OutboxRow,
  RemoteRef,
  ShownMessage,
} from "../../src/core/ports/index.ts";

/** OutboxEntry is one stored message with what became of it. */
export interface OutboxEntry {
  row: OutboxRow;
  state: "unsent" | "sent" | "given_up";
  dueAt: number;
  leasedUntil: number | null;
  ref: RemoteRef | null;
  failures: { reason: DeliveryFailure; detail: string; at: number }[];
}

/** MemoryOutbox keeps messages in memory. */
export interface MemoryOutbox extends Outbox {
  readonly entries: OutboxEntry[];
  add(...drafts: OutboxDraft[]): void;
  entry(key: string): OutboxEntry;
}

/** memoryOutbox behaves as the stored one: a lane in the order of creation, a lease for each claim. */
export function memoryOutbox(): MemoryOutbox {
  const entries: OutboxEntry[] = [];
  const entry = (key: string) => {
    const found = entries.find((e) => e.row.key === key);
    if (!found) throw new Error(`no message ${key}`);
    return found;
  };
  const head = (lane: string) => entries.find((e) => e.row.lane === lane && e.state === "unsent");
  /** Where the group's earlier message of this incident went. */
  const threadOf = (row: OutboxRow) =>
    entries.findLast(
      (e) =>
        e.state === "sent" &&
        e.ref !== null &&
        e.row.lane === row.lane &&
        e.row.message.groupKey === row.message.groupKey &&
        e.row.message.incident === row.message.incident,
    )?.ref ?? null;

  return {
    entries,
    entry,
    add: (...drafts) => {
      for (const draft of drafts) {
        if (entries.some((e) => e.row.key === draft.key)) continue;
        const row = { ...draft, attempts: 0, firstTriedAt: null, unsure: false, thread: null };
        const dueAt = draft.createdAt;
        entries.push({ row, state: "unsent", dueAt, leasedUntil: null, ref: null, failures: [] });
      }
    },
    due: async () =>
      [...new Set(entries.map((e) => e.row.lane))].flatMap((lane) => {
        const first = head(lane);
        return first ? [{ lane, dueAt: Math.max(first.dueAt, first.leasedUntil ?? 0) }] : [];
      }),
    backlog: async () => {
      const unsent = entries.filter((e) => e.state === "unsent").map((e) => e.row.createdAt);
      return { pending: unsent.length, oldestAt: unsent.length > 0 ? Math.min(...unsent) : null };
    },
    shown: async (key) => {
      const asked = entries.find((e) => e.row.key === key)?.row.message;
      const newest = new Map<string, ShownMessage>();
      for (const { state, row, leasedUntil } of entries) {
        const { lane, message } = row;
        const same = message.groupKey === asked?.groupKey && message.incident === asked.incident;
        const sent = state === "sent";
        if (!same || !(sent || (state === "unsent" && leasedUntil !== null))) continue;
        newest.set(lane, { lane, message, ref: threadOf(row), sent });
      }
      return [...newest.values()];
    },
    claim: async (lane, now, leaseMs) => {
      const first = head(lane);
      if (!first || first.dueAt > now || (first.leasedUntil ?? 0) > now) return null;
      const lapsed = first.leasedUntil !== null;
      first.leasedUntil = now + leaseMs;
      const claimed = {
        ...first.row,
        unsure: first.row.unsure || lapsed,
        thread: threadOf(first.row),
      };
      const { attempts, firstTriedAt } = claimed;
      first.row = { ...claimed, attempts: attempts + 1, firstTriedAt: firstTriedAt ?? now };
      return claimed;
    },
    sent: async (row, ref) => {
      Object.assign(entry(row.key), { state: "sent", ref, leasedUntil: null });
    },
    retryAt: async (row, nextAt, { reason, detail, unsure }) => {
      const found = entry(row.key);
      found.failures.push({ reason, detail, at: nextAt });
      found.dueAt = nextAt;
      found.leasedUntil = null;
      found.row = { ...found.row, unsure: found.row.unsure || unsure };
    },
    giveUp: async (row, { reason, detail }, at) => {
      const found = entry(row.key);
      found.failures.push({ reason, detail, at });
      Object.assign(found, { state: "given_up", leasedUntil: null });
    },
    recover: async (now) => {
      const lost = entries.filter((e) => e.leasedUntil !== null && e.leasedUntil <= now);
      for (const e of lost) {
        Object.assign(e, { leasedUntil: null, dueAt: now, row: { ...e.row, unsure: true } });
      }
      return lost.length;
    },
  };
}
