import { StaleEvaluation } from "../core/errors.ts";
import type { AlertStore, EvaluationSave } from "../core/ports/index.ts";
import type { SqlPool } from "./pool.ts";
import { endAcknowledgements } from "./tables/acknowledgements.ts";
import { knownAlerts, readAlerts, writeAlerts } from "./tables/alerts.ts";
import { addBaselined, moveMark, readBaselined, readMark } from "./tables/evaluation.ts";
import { readGroups, writeGroups } from "./tables/groups.ts";
import { addMessages } from "./tables/outbox.ts";
import {
  readOpenSuppressions,
  readSuppressions,
  writeSuppressions,
} from "./tables/suppressions.ts";
import { appendTransitions, readTransitions } from "./tables/transitions.ts";
import { inTransaction } from "./transaction.ts";

/** createAlertStore keeps alert states, their history and notification groups in a migrated database. */
export function createAlertStore(pool: SqlPool): AlertStore {
  return {
    load: () =>
      inTransaction(pool, "snapshot", async (client) => {
        const mark = await readMark(client);
        const alerts = await readAlerts(client);
        const groups = await readGroups(client);
        const baselined = await readBaselined(client);
        const suppressions = await readOpenSuppressions(client);
        return { ...mark, alerts, groups, baselined, suppressions };
      }),
    version: async () => (await readMark(pool)).version,
    save: (save) => saveEvaluation(pool, save),
    known: (ids) => knownAlerts(pool, ids),
    history: (alertId) => readTransitions(pool, alertId),
    suppressions: (alertId) => readSuppressions(pool, alertId),
  };
}

async function saveEvaluation(pool: SqlPool, save: EvaluationSave): Promise<void> {
  await inTransaction(pool, "write", async (client) => {
    // First, so that of two evaluations the later one waits here and then learns that it is stale.
    if (!(await moveMark(client, save))) {
      throw new StaleEvaluation(
        `Evaluation ${save.version} is no longer the newest: another process has saved one`,
      );
    }
    await addBaselined(client, save.baselined);
    await writeAlerts(client, save.alerts);
    await appendTransitions(client, save.transitions);
    await writeGroups(client, save.groups, save.removedGroups);
    await writeSuppressions(client, save.suppressions);
    await endAcknowledgements(client, save.endedAcknowledgements);
    await addMessages(client, save.outbox);
  });
}
