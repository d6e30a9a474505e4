import type { Problem } from "../problems/problem.ts";
import { NOTIFIER_KINDS } from "../schema/receiver.ts";
import { where } from "../source/excerpt.ts";
import { child, type MapTree, type Place, type Tree } from "../source/tree.ts";
import { OWNER } from "../values/owner-or.ts";

/** Bare is a configuration without what only a running daemon needs, and what of it a test still has to know. */
export interface Bare {
  readonly tree: MapTree;
  /** Whether an integration, by its id, wants to hear of resolved alerts. */
  readonly sendResolved: ReadonlyMap<string, boolean>;
  /** Kinds of each receiver's integrations, in order. */
  readonly kinds: ReadonlyMap<string, readonly string[]>;
  /** Tells whether a problem lies in what was left out, such as a secret's variable that is not set here. */
  readonly leftOut: (problem: Problem) => boolean;
}

const ACCOUNT_KEEPS = ["name", "history", "settle"];

/**
 * withoutSecrets takes credentials, addresses and the mail server out of a configuration, so that its rules and routes
 * can be tested where no secret is at hand. Integrations stay as ids only.
 */
export function withoutSecrets(config: MapTree, accounts: readonly string[]): Bare {
  const out: Tree[] = [];
  const sendResolved = new Map<string, boolean>();
  const kinds = new Map<string, readonly string[]>();
  const entries = new Map(config.entries);
  for (const key of ["smtp", "slack_app", "server"]) {
    const value = child(config, key);
    if (value) out.push(value);
    entries.delete(key);
  }
  replace(entries, "accounts", (item) => bareAccount(item, out));
  if (!entries.has("accounts")) {
    entries.set("accounts", entry(config.place, namedAccounts(accounts, config.place)));
  }
  replace(entries, "receivers", (item) => {
    const ids = integrationsOf(item);
    for (const { id, resolved } of ids) sendResolved.set(id, resolved);
    kinds.set(
      nameOf(item),
      ids.map(({ kind }) => kind),
    );
    out.push(...NOTIFIER_KINDS.flatMap((kind) => child(item, kind) ?? []));
    return withKeys(item, ["name"], { console: list([map({}, item.place)], item.place) });
  });
  const skipped = placesIn(out);
  return {
    tree: { ...config, entries },
    sendResolved,
    kinds,
    leftOut: ({ file, line, column }) => skipped.has(`${file}:${line}:${column}`),
  };
}

function bareAccount(item: Tree, out: Tree[]): Tree {
  if (item.kind === "map") {
    for (const [key, { value }] of item.entries) if (!ACCOUNT_KEEPS.includes(key)) out.push(value);
  }
  return withKeys(item, ACCOUNT_KEEPS, { api_key: scalar("none", item.place) });
}

function namedAccounts(names: readonly string[], place: Place): Tree {
  const account = (name: string) =>
    map({ name: scalar(name, place), api_key: scalar("none", place) }, place);
  return list(names.map(account), place);
}

function integrationsOf(item: Tree) {
  return NOTIFIER_KINDS.flatMap((kind) => {
    const configs = child(item, kind);
    if (configs?.kind === "scalar" && configs.value === OWNER) {
      return [{ id: `${nameOf(item)}/${kind}/0`, kind, resolved: true }];
    }
    if (configs?.kind !== "list") return [];
    return configs.items.map((config, index) => {
      const resolved = child(config, "send_resolved");
      const quiet = resolved?.kind === "scalar" && String(resolved.value) === "false";
      return { id: `${nameOf(item)}/${kind}/${index}`, kind, resolved: !quiet };
    });
  });
}

function nameOf(item: Tree): string {
  const name = child(item, "name");
  return name?.kind === "scalar" ? String(name.value) : "";
}

function replace(entries: MapTree["entries"], key: string, change: (item: Tree) => Tree): void {
  const section = entries.get(key);
  if (section?.value.kind !== "list") return;
  const items = section.value.items.map(change);
  entries.set(key, { key: section.key, value: { ...section.value, items } });
}

function withKeys(item: Tree, keep: readonly string[], more: Readonly<Record<string, Tree>>): Tree {
  if (item.kind !== "map") return item;
  const kept = [...item.entries].filter(([key]) => keep.includes(key));
  const added = Object.entries(more).map(
    ([key, value]) => [key, entry(item.place, value)] as const,
  );
  return { ...item, entries: new Map([...kept, ...added]) };
}

function placesIn(trees: readonly Tree[]): ReadonlySet<string> {
  const places = new Set<string>();
  const walk = (tree: Tree): void => {
    places.add(where(tree.place));
    if (tree.kind === "list") tree.items.forEach(walk);
    if (tree.kind === "map") for (const { value } of tree.entries.values()) walk(value);
  };
  trees.forEach(walk);
  return places;
}

const entry = (key: Place, value: Tree) => ({ key, value });
const scalar = (value: string, place: Place): Tree => ({
  kind: "scalar",
  value,
  foreign: true,
  place,
});
const list = (items: Tree[], place: Place): Tree => ({ kind: "list", items, place });
const map = (values: Readonly<Record<string, Tree>>, place: Place): Tree => ({
  kind: "map",
  entries: new Map(Object.entries(values).map(([key, value]) => [key, entry(place, value)])),
  place,
});
