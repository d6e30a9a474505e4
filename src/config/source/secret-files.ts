import type { Report } from "../problems/report.ts";
import { whyUnreadable } from "./config-files.ts";
import { SECRET_KEYS } from "./secret-keys.ts";
import { at, type MapEntry, type MapTree, type Path, type Tree } from "./tree.ts";

/** SecretFileReader reads the file that a `*_file` key names, as seen from the configuration file that names it. */
export type SecretFileReader = (path: string, besides: string) => string;

/** readSecretFiles puts the contents of `<secret>_file` under the key `<secret>`, everywhere below a path. */
export function readSecretFiles(report: Report, path: Path, read: SecretFileReader): void {
  const tree = at(report.tree, path);
  if (!tree) return;
  for (const { map, key, entry, trail } of fileKeys(tree, path)) {
    const secret = key.slice(0, -"_file".length);
    map.entries.delete(key);
    if (map.entries.has(secret)) {
      report.settle(entry.key, `Give either "${secret}" or "${key}", not both`);
      continue;
    }
    map.entries.set(secret, {
      key: entry.key,
      value: contents(report, entry, [...trail, secret], read),
    });
  }
}

interface FileKey {
  readonly map: MapTree;
  readonly key: string;
  readonly entry: MapEntry;
  readonly trail: Path;
}

function fileKeys(tree: Tree, trail: Path): FileKey[] {
  if (tree.kind === "scalar") return [];
  if (tree.kind === "list") return tree.items.flatMap((item, i) => fileKeys(item, [...trail, i]));
  return [...tree.entries].flatMap(([key, entry]) => {
    const isFile = SECRET_KEYS.some((secret) => key === `${secret}_file`);
    return isFile ? [{ map: tree, key, entry, trail }] : fileKeys(entry.value, [...trail, key]);
  });
}

/** The file's text without the line end that editors add; a stand-in where it cannot be read, so that one mistake is told once. */
function contents(report: Report, { value }: MapEntry, trail: Path, read: SecretFileReader): Tree {
  const name = value.kind === "scalar" ? value.value : null;
  const place = value.place;
  const scalar = (text: string): Tree => ({ kind: "scalar", value: text, foreign: true, place });
  if (typeof name !== "string" || name === "") {
    report.settle(place, `"${String(trail.at(-1))}_file" must be the path of a file`);
    return scalar("unreadable");
  }
  try {
    const text = read(name, place.source.file).replace(/\r?\n$/, "");
    if (text === "") report.settle(place, `The file ${name} is empty`);
    return scalar(text || "unreadable");
  } catch (error) {
    report.settle(place, `The file ${name} ${whyUnreadable(error)}`);
    return scalar("unreadable");
  }
}
