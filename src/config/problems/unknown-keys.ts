import { SECRET_KEYS } from "../source/secret-keys.ts";
import { at, type MapTree, type Path } from "../source/tree.ts";
import { nearest } from "./nearest.ts";
import { inside, type Report } from "./report.ts";

/** UnknownKeys are keys of one mapping that its schema does not know. */
export interface UnknownKeys {
  readonly path: Path;
  readonly keys: readonly string[];
  readonly allowed: readonly string[];
}

/** unknownKeys reports the unknown keys of a mapping; each is then renamed to the key that was meant, or taken out. */
export function unknownKeys(
  report: Report,
  base: Path,
  { path, keys, allowed }: UnknownKeys,
): void {
  const whole = [...base, ...path];
  const map = at(report.tree, whole);
  if (map?.kind !== "map") return;
  const known = [...allowed, ...fileKeys(allowed)];
  for (const key of keys) {
    const near = nearest(
      key,
      known.filter((one) => !map.entries.has(one)),
    );
    report.keyError([...whole, key], message(key, near ?? nearest(key, known), allowed, whole));
    rename(map, key, near);
  }
}

function message(key: string, near: string | null, allowed: readonly string[], path: Path): string {
  const place = path.length > 0 ? ` in ${inside(path)}` : "";
  const meant = near ? `; did you mean "${near}"?` : "";
  if (/^\d+(?:\.\d+)?$/.test(key)) {
    return `Unknown key "${key}"${place}: inside { } a comma ends the value, so write an amount with one in quotes, "$1,200"`;
  }
  const end = near ? "" : ".";
  return `Unknown key "${key}"${place}${meant}${end} Allowed are ${allowed.join(", ")}`;
}

/** Every secret may also be read from a file. */
function fileKeys(allowed: readonly string[]): string[] {
  return allowed
    .filter((key) => SECRET_KEYS.some((secret) => secret === key))
    .map((key) => `${key}_file`);
}

function rename(map: MapTree, key: string, to: string | null): void {
  const entry = map.entries.get(key);
  map.entries.delete(key);
  if (entry && to !== null) map.entries.set(to, entry);
}
