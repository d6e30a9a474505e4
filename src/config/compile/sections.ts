import type { z } from "zod";
import { checkShape, type Shaped } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import { where } from "../source/excerpt.ts";
import type { SecretFileReader } from "../source/secret-files.ts";
import { at, child, type Path, placeOf, type Tree } from "../source/tree.ts";
import { Mistake } from "../values/leaf.ts";

/** Entry is one entry of a list section that has the right shape. */
export interface Entry<T> extends Shaped<T> {
  readonly path: Path;
}

/** entriesOf checks a list section entry by entry, so that one mistake does not hide those of other entries. */
export function entriesOf<Schema extends z.ZodType>(
  report: Report,
  section: string,
  schema: Schema,
  files: SecretFileReader,
): Entry<z.output<Schema>>[] {
  const list = at(report.tree, [section]);
  if (!list) return [];
  if (list.kind !== "list") {
    report.mistake([section], new Mistake("must be a list"));
    return [];
  }
  duplicateNames(report, section, list.items);
  return list.items.flatMap((_, index) => {
    const path = [section, index];
    const shaped = checkShape(report, schema, path, files);
    return shaped ? [{ ...shaped, path }] : [];
  });
}

/** namesIn returns the names that a list section or mapping gives, whether or not its entries are right. */
export function namesIn(report: Report, section: string): string[] {
  const tree = at(report.tree, [section]);
  if (tree?.kind === "map") return [...tree.entries.keys()];
  if (tree?.kind !== "list") return [];
  return tree.items.map(nameOf).filter((name) => name !== null);
}

function nameOf(item: Tree): string | null {
  const name = child(item, "name");
  return name?.kind === "scalar" && name.value !== null ? String(name.value) : null;
}

function duplicateNames(report: Report, section: string, items: readonly Tree[]): void {
  const first = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const name = nameOf(item);
    if (name === null) continue;
    const before = first.get(name);
    if (before === undefined) first.set(name, index);
    else {
      const place = where(placeOf(report.tree, [section, before, "name"]));
      const message = `The name "${name}" is already taken in "${section}" at ${place}; give each its own`;
      report.error([section, index, "name"], message);
    }
  }
}
