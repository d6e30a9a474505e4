const UNSTORABLE = /[\0\p{Cs}]/gu;
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

/** storable replaces what PostgreSQL cannot hold in a text: NUL and half surrogate pairs. */
export function storable(text: string): string {
  return text.replace(UNSTORABLE, "\uFFFD");
}

/** storableValue does the same in all texts of a JSON value; one that needs nothing is returned as it is. */
export function storableValue<T>(value: T): T {
  return ESCAPED.test(JSON.stringify(value)) ? (cleaned(value) as T) : value;
}

/** storableJson writes a value as JSON whose texts PostgreSQL can hold. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return ESCAPED.test(json) ? JSON.stringify(cleaned(value)) : json;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storable(key), cleaned(inner)]),
  );
}
