type Node = Readonly<Record<string, unknown>>;

/** schemaPaths lists the keys that a JSON Schema knows, with those above them: `rules.budget.limit`. A list's entries add nothing. */
export function schemaPaths(schema: unknown): string[] {
  const paths = new Set<string>();
  const visit = (value: unknown, path: readonly string[], inside: readonly unknown[]): void => {
    const node = resolved(schema, value);
    // The route tree holds itself: once is enough.
    if (node === null || inside.includes(node)) return;
    const deeper = [...inside, node];
    for (const [key, child] of Object.entries((node["properties"] ?? {}) as Node)) {
      paths.add([...path, key].join("."));
      visit(child, [...path, key], deeper);
    }
    for (const form of formsOf(node)) visit(form, path, deeper);
  };
  visit(schema, [], []);
  return [...paths].sort();
}

/** What else a node can be: entries of a list, one form of several. */
function formsOf(node: Node): unknown[] {
  const several = ["anyOf", "oneOf", "allOf"].flatMap((word) => (node[word] ?? []) as unknown[]);
  return [node["items"], ...several];
}

/** pathsOf lists the keys that a document holds, in the same way. */
export function pathsOf(value: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, path));
  if (!isNode(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    [...path, key].join("."),
    ...pathsOf(child, [...path, key]),
  ]);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A node itself, or the one that its `$ref` points at. */
function resolved(schema: unknown, value: unknown): Node | null {
  if (!isNode(value)) return null;
  const { $ref: pointer } = value;
  if (typeof pointer !== "string") return value;
  const keys = pointer.split("/").slice(1);
  const found = keys.reduce<unknown>((node, key) => (isNode(node) ? node[key] : null), schema);
  return isNode(found) ? found : null;
}
