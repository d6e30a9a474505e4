import type { Actor, ActRecord, Acts } from "../../src/core/ports/index.ts";
import {
  type Acknowledgement,
  acknowledgementText,
  type StoredSilence,
  silenceText,
} from "../../src/core/quiet/index.ts";

/** memoryActs behaves as the ledger's keeper of what people do to alerts. */
export function memoryActs(): Acts {
  const silences = new Map<string, StoredSilence>();
  const acknowledgements = new Map<string, Acknowledgement>();
  const records: ActRecord[] = [];
  const record = (at: number, by: Actor, act: ActRecord["act"], target: string, detail: string) =>
    records.unshift({ at, by, act, target, detail });
  const newest = () =>
    [...silences.values()].sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  return {
    held: async (now) => ({
      silences: newest().filter(({ endsAt }) => endsAt > now),
      acknowledgements: [...acknowledgements.values()],
    }),
    silences: async () => newest(),
    putSilence: async (silence, by) => {
      silences.set(silence.id, structuredClone(silence));
      record(silence.updatedAt, by, "silenced", silence.id, silenceText(silence));
    },
    expireSilence: async (id, by, at) => {
      const silence = silences.get(id);
      if (!silence || silence.endsAt <= at) return false;
      const startsAt = Math.min(silence.startsAt, at);
      const ended = { ...silence, startsAt, endsAt: at, updatedAt: at };
      silences.set(id, ended);
      record(at, by, "silence_expired", id, silenceText(ended));
      return true;
    },
    acknowledge: async (given, by) => {
      for (const one of given) {
        acknowledgements.set(one.alertId, structuredClone(one));
        record(one.at, by, "acknowledged", one.alertId, acknowledgementText(one));
      }
    },
    unacknowledge: async (ids, by, at) => {
      for (const id of ids) {
        if (acknowledgements.delete(id)) record(at, by, "unacknowledged", id, "");
      }
    },
    records: async (limit, target) =>
      records.filter((one) => target === undefined || one.target === target).slice(0, limit),
    forget: async (before) => {
      for (const { id, endsAt } of newest()) if (endsAt < before) silences.delete(id);
    },
  };
}
