import type { Problem } from "../problems/problem.ts";
import { problemAt, where } from "./excerpt.ts";
import type { MapTree, Tree } from "./tree.ts";

/** mergeTrees joins the files of a folder: lists are concatenated, mappings merged, and nothing may be set twice. */
export function mergeTrees(trees: readonly MapTree[], problems: Problem[]): MapTree | null {
  const [first, ...rest] = trees;
  if (!first) return null;
  return rest.reduce((whole, next) => mergeMaps(whole, next, "", problems), first);
}

function mergeMaps(left: MapTree, right: MapTree, path: string, problems: Problem[]): MapTree {
  const entries = new Map(left.entries);
  for (const [key, entry] of right.entries) {
    const name = path ? `${path}.${key}` : key;
    const before = entries.get(key);
    const value = before ? mergeValues(before.value, entry.value, name, problems) : entry.value;
    if (value === null) {
      const first = before ? where(before.key) : "";
      problems.push(
        problemAt(
          "error",
          entry.key,
          `"${name}" is already set at ${first}; set it in one file only`,
        ),
      );
    } else {
      entries.set(key, { key: before?.key ?? entry.key, value });
    }
  }
  return { kind: "map", entries, place: left.place };
}

/** Null says that the two cannot both stand. */
function mergeValues(left: Tree, right: Tree, path: string, problems: Problem[]): Tree | null {
  if (isEmpty(right)) return left;
  if (isEmpty(left)) return right;
  // A cost centre is a name with its members: twice the same name is a slip, not one list in two parts.
  if (/^groups\../.test(path)) return null;
  if (left.kind === "list" && right.kind === "list") {
    return { kind: "list", items: [...left.items, ...right.items], place: left.place };
  }
  if (left.kind === "map" && right.kind === "map") return mergeMaps(left, right, path, problems);
  return null;
}

function isEmpty(tree: Tree): boolean {
  return tree.kind === "scalar" && tree.value === null;
}
