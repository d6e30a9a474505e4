import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { OperatorError } from "../../core/errors.ts";
import { pgliteSettings } from "./settings.ts";

/**
 * The child's program. Initialising takes about 750 MB that a process never gives back, so it is done by one
 * that ends, at the latest with the process that started it, which holds its standard input open. Nothing is
 * synced to disk while the folder is filled, so every file is at the end.
 */
const PROGRAM = `
process.stdin.on("error", () => {}).once("close", () => process.exit(1)).resume();
process.stdin.unref();
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

/**
 * createFolder makes a new PGlite data folder, whole or not at all; an existing one is left as it is. Each try fills
 * a folder of its own: the child of a killed process may still write to the one before.
 */
export async function createFolder(folder: string): Promise<void> {
  await removeDrafts(folder);
  if (await exists(join(folder, "PG_VERSION"))) return;
  const draft = `${folder}.new-${randomUUID()}`;
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

/** Removes what killed processes left; where a child is still writing, that takes more than one try. */
async function removeDrafts(folder: string): Promise<void> {
  const names = await readdir(dirname(folder));
  for (const name of names.filter((each) => each.startsWith(`${basename(folder)}.new`))) {
    const draft = join(dirname(folder), name);
    await rm(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
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
