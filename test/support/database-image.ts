import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { type Database, LEDGER_SCHEMA } from "../../src/ledger/index.ts";
import { PgliteDatabase } from "../../src/ledger/pglite/pglite-pool.ts";
import { Session } from "../../src/ledger/pglite/session.ts";
import { pgliteSettings } from "../../src/ledger/pglite/settings.ts";

const PROGRAM = `
import { writeFileSync } from "node:fs";
const [library, file] = process.argv.slice(1);
const { PGlite } = await import(library);
const db = await PGlite.create();
const image = await db.dumpDataDir("none");
writeFileSync(file, Buffer.from(await image.arrayBuffer()));
await db.close();
`;

/**
 * memoryPglite opens an empty PGlite in memory in about half a second: it is filled from an image, which the
 * first test to need it makes (seconds, and 750 MB in a process of its own) and keeps for all later ones.
 */
export async function memoryPglite(): Promise<Database> {
  const image = new Blob([await readImage()]);
  const db = await PGlite.create({ ...pgliteSettings(), loadDataDir: image });
  return new PgliteDatabase(await Session.start(db), LEDGER_SCHEMA);
}

async function readImage(): Promise<Buffer> {
  const require = createRequire(import.meta.url);
  const library = require.resolve("@electric-sql/pglite");
  // Another build of the library means another image.
  const build = createHash("sha256")
    .update(await readFile(library))
    .digest("hex")
    .slice(0, 12);
  const file = join(tmpdir(), `neo-budgetd-test-pglite-${build}.tar`);
  const found = await readFile(file).catch(() => null);
  if (found) return found;
  const draft = `${file}.${process.pid}`;
  const url = pathToFileURL(library).href;
  try {
    const run = promisify(execFile);
    await run(process.execPath, ["--input-type=module", "--eval", PROGRAM, url, draft]);
    // Test files run side by side; each may make an image, and any of them will do.
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file);
}
