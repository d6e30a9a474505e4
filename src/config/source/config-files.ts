import { readdirSync, readFileSync, statSync } from "node:fs";

/** ConfigFiles is what the configuration needs of a file system. */
export interface ConfigFiles {
  /** Returns a file's text; throws where it cannot be read. */
  read(path: string): string;
  /** Returns a folder's file names, or null where the path is no folder. */
  list(path: string): readonly string[] | null;
}

/** diskFiles reads the machine's own files. */
export const diskFiles: ConfigFiles = {
  read: (path) => readFileSync(path, "utf8"),
  list: (path) => (statSync(path).isDirectory() ? readdirSync(path) : null),
};

/** whyUnreadable says in words why a file could not be read. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  if (code === "EISDIR") return "is a folder";
  return `cannot be read (${String(code ?? error)})`;
}
