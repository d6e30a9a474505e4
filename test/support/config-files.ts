import { posix } from "node:path";
import type { ConfigFiles } from "../../src/config/index.ts";

/** memoryFiles is a file system of the given texts; a path that others begin with is a folder. */
export function memoryFiles(texts: Readonly<Record<string, string>>): ConfigFiles {
  const absolute = (path: string) => posix.resolve("/", path);
  const files = new Map(Object.entries(texts).map(([path, text]) => [absolute(path), text]));
  const missing = () => Object.assign(new Error("no such file"), { code: "ENOENT" });
  // Secret files are looked for from the working folder; here that is the root.
  const from = (path: string) => absolute(path.replace(process.cwd(), ""));
  return {
    read(path) {
      const text = files.get(from(path));
      if (text === undefined) throw missing();
      return text;
    },
    list(path) {
      if (files.has(from(path))) return null;
      const folder = `${from(path)}/`;
      const names = [...files.keys()].filter((file) => file.startsWith(folder));
      if (names.length === 0) throw missing();
      return names.map((file) => file.slice(folder.length));
    },
  };
}
