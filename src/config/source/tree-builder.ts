import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { Env } from "../environment.ts";
import type { Problem } from "../problems/problem.ts";
import { problemAt } from "./excerpt.ts";
import { expandVariables } from "./expand-variables.ts";
import { unshieldVariables } from "./shield-variables.ts";
import type { MapEntry, MapTree, Place, Source, Tree } from "./tree.ts";

/** Aliases can multiply: past this many values a file is refused rather than followed. */
const MOST_VALUES = 100_000;

/** TreeBuilder turns a YAML document into a tree: it follows aliases, spreads merge keys and fills in variables. */
export class TreeBuilder {
  readonly problems: Problem[] = [];
  readonly #source: Source;
  readonly #document: Document;
  readonly #env: Env;
  /** The aliases being followed, to notice one that contains itself. */
  readonly #open = new Set<Node>();
  readonly #targets = new Map<Node, Node>();
  #values = 0;

  constructor(source: Source, document: Document, env: Env) {
    this.#source = source;
    this.#document = document;
    this.#env = env;
  }

  /** map builds a mapping; a key of its own wins over a merged one. */
  map(node: YAMLMap): MapTree {
    const own = new Map<string, MapEntry>();
    const merged: [string, MapEntry][] = [];
    for (const { key, value } of node.items as { key: Node; value: Node | null }[]) {
      if (isMergeKey(key)) merged.push(...this.#merged(value ?? key));
      else this.#set(own, key, value);
    }
    // Of several that are merged the first wins, and the mapping's own keys win over all.
    const entries = new Map([...own, ...merged.reverse(), ...own]);
    return { kind: "map", entries, place: this.#place(node) };
  }

  #set(entries: Map<string, MapEntry>, key: Node, value: Node | null): void {
    const name = keyText(key);
    if (name === null) this.#report(key, "A key must be a plain text");
    else entries.set(name, { key: this.#place(key), value: this.#tree(value, key) });
  }

  #tree(node: Node | null, beside: Node): Tree {
    if (node === null)
      return { kind: "scalar", value: null, foreign: false, place: this.#place(beside) };
    if (isAlias(node)) return this.#followed(node, (target) => this.#tree(target, node));
    this.#values += 1;
    if (this.#values === MOST_VALUES)
      this.#report(node, "The aliases in this file multiply beyond reason");
    if (this.#values >= MOST_VALUES) return this.#nothing(node);
    if (isMap(node)) return this.map(node);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#tree(item as Node, node));
      return { kind: "list", items, place: this.#place(node) };
    }
    return this.#scalar(node);
  }

  #scalar(node: Node): Tree {
    const value: unknown = isScalar(node) ? node.value : null;
    const place = this.#place(node);
    if (typeof value !== "string") return { kind: "scalar", value, foreign: false, place };
    const { text, foreign, mistakes } = expandVariables(unshieldVariables(value), this.#env);
    for (const mistake of mistakes) this.#report(node, `This value ${mistake}`);
    return { kind: "scalar", value: text, foreign, place };
  }

  #merged(node: Node): Map<string, MapEntry> {
    if (isAlias(node)) {
      const none: MapTree = { kind: "map", entries: new Map(), place: this.#place(node) };
      const tree = this.#followed(node, (target) => (isMap(target) ? this.map(target) : none));
      return tree.kind === "map" ? tree.entries : new Map();
    }
    if (isMap(node)) return this.map(node).entries;
    if (isSeq(node)) {
      // As YAML has it, an earlier mapping of the list wins over a later one.
      const all = node.items.map((item) => [...this.#merged(item as Node)]);
      return new Map(all.reverse().flat());
    }
    this.#report(node, "Only mappings can be merged with <<");
    return new Map();
  }

  #followed(alias: Node, build: (target: Node) => Tree): Tree {
    const target = this.#targetOf(alias);
    if (!target || this.#open.has(target)) {
      const why = target ? "contains itself" : "names an anchor that is not set above it";
      this.#report(alias, `This alias ${why}`);
      return this.#nothing(alias);
    }
    this.#open.add(target);
    const tree = build(target);
    this.#open.delete(target);
    return tree;
  }

  /** The parser searches the whole document for an alias's anchor, so each is looked up once. */
  #targetOf(alias: Node): Node | undefined {
    const known = this.#targets.get(alias);
    if (known || !isAlias(alias)) return known;
    const target = alias.resolve(this.#document);
    if (target) this.#targets.set(alias, target);
    return target;
  }

  #nothing(node: Node): Tree {
    return { kind: "scalar", value: null, foreign: false, place: this.#place(node) };
  }

  #place(node: Node): Place {
    const [start, end] = node.range ?? [0, 0];
    return { source: this.#source, start, end };
  }

  #report(node: Node, message: string): void {
    this.problems.push(problemAt("error", this.#place(node), message));
  }
}

/** A key as it is written: 007 is no 7. */
function keyText(key: Node): string | null {
  if (!isScalar(key)) return null;
  return unshieldVariables(key.source ?? String(key.value));
}

function isMergeKey(key: Node): boolean {
  if (!isScalar(key)) return false;
  const { value } = key;
  return value === "<<" || (typeof value === "symbol" && value.description === "<<");
}
