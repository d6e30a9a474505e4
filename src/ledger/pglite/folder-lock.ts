import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { OperatorError } from "../../core/errors.ts";
import { isAlive, processIdentity } from "./process-identity.ts";

const BEAT_MS = 5_000;
/** A holder on another host (a container that shares the volume) counts as dead after this long without a beat. */
const SILENT_MS = 20_000;

interface Holder {
  readonly pid: number;
  readonly identity: string | null;
  readonly host: string;
  readonly since: string;
}

/**
 * lockFolder claims a data folder for this process and returns what lets it go. Two processes writing one
 * PGlite folder would destroy it. A lock whose process is dead is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "neo-budgetd.lock");
  const mine = JSON.stringify(await thisProcess());
  if (!(await claim(path, mine))) {
    await removeStale(path, folder);
    if (!(await claim(path, mine))) throw inUse(folder, path, await read(path));
  }
  const beat = setInterval(() => void touch(path), BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if ((await read(path)) === mine) await rm(path, { force: true });
  };
}

async function claim(path: string, mine: string): Promise<boolean> {
  try {
    await writeFile(path, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(path: string, folder: string): Promise<void> {
  const text = await read(path);
  if (text === null) return;
  if (!(await isStale(path, text))) throw inUse(folder, path, text);
  // Moved before it is removed: of two processes that find the same stale lock only one can move it.
  const moved = `${path}.${process.pid}`;
  await rename(path, moved).catch(() => {});
  const got = await read(moved);
  if (got !== null && got !== text) {
    await rename(moved, path);
    throw inUse(folder, path, got);
  }
  await rm(moved, { force: true });
}

async function isStale(path: string, text: string): Promise<boolean> {
  const holder = parse(text);
  const silent = Date.now() - (await stat(path)).mtimeMs > SILENT_MS;
  if (!holder) return silent;
  if (holder.host !== hostname()) return silent;
  if (!isAlive(holder.pid)) return true;
  const now = await processIdentity(holder.pid);
  return now !== null && holder.identity !== null && now !== holder.identity;
}

async function thisProcess(): Promise<Holder> {
  return {
    pid: process.pid,
    identity: await processIdentity(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
}

function inUse(folder: string, path: string, text: string | null): OperatorError {
  const holder = parse(text ?? "");
  const who = holder
    ? `by process ${holder.pid} on ${holder.host} since ${holder.since}`
    : "by another process";
  return new OperatorError(
    `The data folder ${folder} is in use ${who}. Stop that process first, or give this one another folder or a DATABASE_URL, which several processes may share. If you are sure that it no longer runs, delete ${path}.`,
  );
}

async function read(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  // A folder that was taken away shows itself at the next write; the beat alone is no reason to fail.
  await utimes(path, now, now).catch(() => {});
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}
