/** Binding gathers a statement's values and gives the place of each. */
export interface Binding {
  readonly values: readonly unknown[];
  /** Adds a value of a type and returns what stands for it in the statement: `$1::text`. */
  put(value: unknown, type: "text" | "bigint" | "integer" | "boolean"): string;
}

/** createBinding begins a statement without values. */
export function createBinding(): Binding {
  const values: unknown[] = [];
  return { values, put: (value, type) => `$${values.push(value)}::${type}` };
}

/** allOf joins conditions; none is always true. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length > 0 ? conditions.join(" AND ") : "true";
}
