import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** findOnPath looks for the first of some programs on PATH; null where there is none, an error where there must be one. */
export function findOnPath(...names: readonly string[]): string | null {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  if (process.env["REQUIRE_SERVICES"] === "1") {
    throw new Error(`REQUIRE_SERVICES=1, but there is no ${names[0]} on PATH`);
  }
  return null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
