import type { Actor, ActRecord, Acts } from "../core/ports/index.ts";
import { type Acknowledgement, acknowledgementText, silenceText } from "../core/quiet/index.ts";
import type { SqlPool } from "./pool.ts";
import {
  readAcknowledgements,
  takeBack,
  writeAcknowledgements,
} from "./tables/acknowledgements.ts";
import { addActRecords, readActRecords } from "./tables/act-records.ts";
import { endSilence, readSilences, trimSilences, writeSilence } from "./tables/silences.ts";
import { inTransaction } from "./transaction.ts";

/** createActs keeps what people do to alerts in a migrated database. */
export function createActs(pool: SqlPool): Acts {
  return {
    held: async (now) => {
      const [silences, acknowledgements] = await Promise.all([
        readSilences(pool, now),
        readAcknowledgements(pool),
      ]);
      return { silences, acknowledgements };
    },
    silences: () => readSilences(pool, 0),
    putSilence: (silence, by) =>
      inTransaction(pool, "write", async (client) => {
        const { updatedAt: at, id: target } = silence;
        await writeSilence(client, silence);
        await addActRecords(client, [
          { at, by, act: "silenced", target, detail: silenceText(silence) },
        ]);
      }),
    expireSilence: (id, by, at) =>
      inTransaction(pool, "write", async (client) => {
        const ended = await endSilence(client, id, at);
        if (!ended) return false;
        await addActRecords(client, [
          { at, by, act: "silence_expired", target: id, detail: silenceText(ended) },
        ]);
        return true;
      }),
    acknowledge: (acknowledgements, by) =>
      inTransaction(pool, "write", async (client) => {
        await writeAcknowledgements(client, acknowledgements);
        await addActRecords(
          client,
          acknowledgements.map((one) => acknowledged(one, by)),
        );
      }),
    unacknowledge: (alertIds, by, at) =>
      inTransaction(pool, "write", async (client) => {
        const taken = await takeBack(client, alertIds);
        await addActRecords(
          client,
          taken.map((target) => ({ at, by, act: "unacknowledged", target, detail: "" })),
        );
      }),
    records: (limit, target) => readActRecords(pool, limit, target),
    forget: (before) => trimSilences(pool, before),
  };
}

function acknowledged(one: Acknowledgement, by: Actor): ActRecord {
  const { at, alertId: target } = one;
  return { at, by, act: "acknowledged", target, detail: acknowledgementText(one) };
}
