/** Source is one configuration file: its text, and the stretches of it that must never be shown. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Offsets at which the lines begin. */
  readonly lineStarts: readonly number[];
  /** `[start, end)` offsets of secret values. */
  readonly hidden: readonly (readonly [number, number])[];
  /** The text is not valid YAML, so `hidden` may be incomplete. */
  readonly broken: boolean;
}

/** Place is a stretch of a source, as offsets into its text. */
export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** ScalarTree is a plain value. */
interface ScalarTree {
  readonly kind: "scalar";
  readonly value: unknown;
  /** Part of the value came from an environment variable or a file, so it is never shown. */
  readonly foreign: boolean;
  readonly place: Place;
}

/** ListTree is a YAML sequence. */
interface ListTree {
  readonly kind: "list";
  readonly items: Tree[];
  readonly place: Place;
}

/** MapEntry is one key of a mapping with its value. */
export interface MapEntry {
  readonly key: Place;
  readonly value: Tree;
}

/** MapTree is a YAML mapping; keys are texts. */
export interface MapTree {
  readonly kind: "map";
  readonly entries: Map<string, MapEntry>;
  readonly place: Place;
}

/** Tree is a parsed configuration whose every key and value knows its place. */
export type Tree = ScalarTree | ListTree | MapTree;

/** Path leads from the root to a value: keys and list positions. */
export type Path = readonly PropertyKey[];

/** toPlain returns a tree's bare values, the way a YAML parser would return them. */
export function toPlain(tree: Tree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(toPlain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

/** child returns what lies one step below a tree, or undefined. */
export function child(tree: Tree, step: PropertyKey): Tree | undefined {
  if (tree.kind === "list") return tree.items[Number(step)];
  if (tree.kind === "map") return tree.entries.get(String(step))?.value;
  return undefined;
}

/** at returns what lies at the end of a path, or undefined. */
export function at(tree: Tree, path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path) here = here && child(here, step);
  return here;
}

/** placeOf returns the place of a path's value; for a path that leads nowhere, that of the nearest thing above it. */
export function placeOf(tree: Tree, path: Path): Place {
  let here = tree;
  let place = tree.place;
  for (const step of path) {
    const next = child(here, step);
    // What is missing is looked for beside the key of the mapping that lacks it.
    if (!next) return place;
    place = marker(here, step, next);
    here = next;
  }
  return here.kind === "scalar" ? here.place : place;
}

/** keyPlaceOf returns the place of the key that a path ends in. */
export function keyPlaceOf(tree: Tree, path: Path): Place {
  const parent = at(tree, path.slice(0, -1));
  const key = path.at(-1);
  const entry = parent?.kind === "map" ? parent.entries.get(String(key)) : undefined;
  return entry?.key ?? placeOf(tree, path);
}

function marker(parent: Tree, step: PropertyKey, value: Tree): Place {
  const key = parent.kind === "map" ? parent.entries.get(String(step))?.key : undefined;
  return key ?? value.place;
}
