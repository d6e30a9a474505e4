import { Secret } from "../../src/core/secret.ts";
import { type Database, openDatabase } from "../../src/ledger/index.ts";

/** openPlace opens the database at a place: a server's address, or the folder of an embedded one. */
export function openPlace(place: string): Promise<Database> {
  return /^postgres(?:ql)?:/.test(place)
    ? openDatabase({ databaseUrl: new Secret(place), dataFolder: null })
    : openDatabase({ databaseUrl: null, dataFolder: place });
}
