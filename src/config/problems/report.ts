import { problemAt } from "../source/excerpt.ts";
import { isSecretKey } from "../source/secret-keys.ts";
import {
  at,
  keyPlaceOf,
  type MapTree,
  type Path,
  type Place,
  placeOf,
  type Tree,
} from "../source/tree.ts";
import { Mistake } from "../values/leaf.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";

/** Report collects what is wrong in a configuration, each with the place of the value or key that it is about. */
export class Report {
  readonly problems: Problem[] = [];
  readonly tree: MapTree;
  /** Places where a value could not be had at all: nothing more is said of what stands in for it. */
  readonly #settled: Set<string>;

  constructor(tree: MapTree, told: readonly Problem[] = []) {
    this.tree = tree;
    this.#settled = new Set(told.map(placeKey));
  }

  /** error reports a mistake in the value at a path. */
  error(path: Path, message: string): void {
    const problem = problemAt("error", placeOf(this.tree, path), message);
    if (!this.#settled.has(placeKey(problem))) this.problems.push(problem);
  }

  /** keyError reports a mistake in the key that a path ends in. */
  keyError(path: Path, message: string): void {
    this.problems.push(problemAt("error", keyPlaceOf(this.tree, path), message));
  }

  /** settle reports that the value at a place cannot be had; whatever stands in for it is not complained about. */
  settle(place: Place, message: string): void {
    const problem = problemAt("error", place, message);
    this.#settled.add(placeKey(problem));
    this.problems.push(problem);
  }

  /** warn reports something that works but is probably not meant. */
  warn(path: Path, message: string): void {
    this.problems.push(problemAt("warning", placeOf(this.tree, path), message));
  }

  /** mistake reports what a value must be, with what was found and the nearest allowed word. */
  mistake(path: Path, mistake: Mistake): void {
    this.error(path, this.sentence(path, mistake));
  }

  /**
   * unknownWord reports a word that names nothing known: an error where it looks like a slip of one that does, else a
   * warning, since the API may know words that we do not.
   */
  unknownWord(path: Path, message: string, word: string, known: Iterable<string>): void {
    const near = nearest(word, known);
    if (near === null) this.warn(path, message);
    else this.error(path, `${message}; did you mean "${near}"?`);
  }

  /** unknownName reports a name that is not configured, with those that are. */
  unknownName(path: Path, what: string, name: string, known: readonly string[]): void {
    const near = nearest(name, known);
    const meant = near ? `; did you mean "${near}"?` : ".";
    const list = known.length > 0 ? `Configured are ${known.join(", ")}` : "None is configured";
    this.error(path, `There is no ${what} "${name}"${meant} ${list}`);
  }

  /** accept unwraps a value, or reports the mistake at the path and returns null. */
  accept<T>(path: Path, value: T | Mistake): T | null {
    if (!(value instanceof Mistake)) return value;
    this.mistake(path, value);
    return null;
  }

  /** sentence completes "must be …" with its subject, what was found and what was probably meant. */
  sentence(path: Path, { message, allowed, meant }: Mistake): string {
    const value = at(this.tree, path);
    // Of a list or mapping only its being one can be wrong here; what it lacks the message says.
    const told = value && (value.kind === "scalar" || message.startsWith("must"));
    const shown = told ? found(value, path) : null;
    const near = value?.kind === "scalar" ? nearest(String(value.value), allowed) : null;
    const hint = meant ?? near;
    return `${subject(path)} ${message}${shown ? `, found ${shown}` : ""}${hint ? `; did you mean "${hint}"?` : ""}`;
  }
}

function placeKey({ file, line, column }: Problem): string {
  return `${file}:${line}:${column}`;
}

/** subject names what a path leads to: the key, or an entry of a list. */
export function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "The configuration";
  if (typeof last !== "number") return `"${String(last)}"`;
  const list = path.at(-2);
  return list === undefined ? `Entry ${last + 1}` : `Entry ${last + 1} of "${String(list)}"`;
}

/** inside names what a path leads to within a sentence. */
export function inside(path: Path): string {
  const name = subject(path);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What stands there, in words; never a secret, and of a variable only its name. */
function found(value: Tree, path: Path): string | null {
  if (value.kind === "list") return "a list";
  if (value.kind === "map") return "a mapping";
  if (path.some((step) => typeof step === "string" && isSecretKey(step))) return "*** (not shown)";
  if (value.value === null) return "nothing";
  const { source, start, end } = value.place;
  const text = value.foreign ? source.text.slice(start, end) : String(value.value);
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return typeof value.value === "string" ? `"${short.replace(/^["'](.*)["']$/, "$1")}"` : short;
}
