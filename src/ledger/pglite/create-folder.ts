import { execFile } from "node:child_process";
import { rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { OperatorError } from "../../core/errors.ts";
import { pgliteSettings } from "./settings.ts";

/**
 * The child's program. Initialising takes about 750 MB that a process never gives back, so it is done by one
 * that ends. Nothing is synced to disk while the folder is filled, so every file is at the end.
 */
const PROGRAM = `
import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
const [library, folder, settings] = process.argv.slice(1);
const { PGlite } = await import(library);
const db = await PGlite.create(folder, JSON.parse(settings));
await db.close();
for (const name of ["", ...readdirSync(folder, { recursive: true })]) {
  const file = openSync(join(folder, name), "r");
  fsyncSync(file);
  closeSync(file);
}
`;

/** createFolder makes a new PGlite data folder, whole or not at all; an existing one is left as it is. */
export async function createFolder(folder: string): Promise<void> {
  if (await exists(join(folder, "PG_VERSION"))) return;
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  const library = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  try {
    await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      PROGRAM,
      pathToFileURL(library).href,
      draft,
      JSON.stringify(pgliteSettings()),
    ]);
    await rename(draft, folder);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new OperatorError(
      `The data folder ${folder} cannot be created: ${lastLine(cause)}. Check that the disk has 100 MB and the machine 1 GB of memory to spare, and that the folder may be written.`,
      { cause },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function lastLine(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message: string };
  const lines = (stderr?.trim() || message).split("\n");
  return lines.find((line) => /error/i.test(line))?.trim() ?? lines.at(-1) ?? "";
}
