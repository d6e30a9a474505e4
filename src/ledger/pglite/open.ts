import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { OperatorError } from "../../core/errors.ts";
import type { Log } from "../../core/ports/index.ts";
import type { Database } from "../pool.ts";
import { createFolder } from "./create-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { PgliteDatabase, PglitePool } from "./pglite-pool.ts";
import { Session } from "./session.ts";
import { pgliteSettings } from "./settings.ts";
import { startUpkeep } from "./upkeep.ts";

/** openPglite opens the embedded database in a folder, creating it where there is none, or in memory (null). */
export async function openPglite(
  folder: string | null,
  schema: string,
  log?: Log,
): Promise<Database> {
  if (folder === null) {
    const db = await PGlite.create(pgliteSettings());
    return new PgliteDatabase(await Session.start(db), schema);
  }
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new OperatorError(
      `The data folder ${folder} cannot be made: ${cause.message}. Choose one that this user may write.`,
      { cause },
    );
  });
  const unlock = await lockFolder(folder);
  try {
    const data = join(folder, "postgres");
    await createFolder(data);
    const db = await PGlite.create(data, pgliteSettings());
    const session = await Session.start(db);
    const stop = startUpkeep(new PglitePool(session, schema), log);
    return new PgliteDatabase(session, schema, async () => {
      stop();
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}
