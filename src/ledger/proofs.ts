import type { AccountProofs, ProofsWrite } from "../core/ports/index.ts";
import type { SqlPool } from "./pool.ts";
import { storable } from "./storable.ts";
import { readStanding, storeStanding } from "./tables/accounts.ts";
import { forgetDayProofs, readDayProofs, writeDayProofs } from "./tables/day-proofs.ts";
import { inTransaction } from "./transaction.ts";

/** readProofs reads what is proven of an account. */
export async function readProofs(pool: SqlPool, account: string): Promise<AccountProofs> {
  const known = storable(account);
  return { ...(await readStanding(pool, known)), days: await readDayProofs(pool, known) };
}

/** saveProofs stores what a reconcile found out, all of it or nothing. */
export async function saveProofs(pool: SqlPool, write: ProofsWrite): Promise<void> {
  const account = storable(write.account);
  await inTransaction(pool, "write", async (client) => {
    await storeStanding(client, account, write);
    await writeDayProofs(client, account, write.days);
    await forgetDayProofs(client, account, write.since);
  });
}
