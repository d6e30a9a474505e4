import { leaf, Mistake, VARIABLE_JSON } from "./leaf.ts";

/** words is a schema of a fixed list of words. */
export function words<const T extends string>(allowed: readonly T[]) {
  return leaf({ anyOf: [{ enum: [...allowed] }, VARIABLE_JSON] }, (value) => {
    const found = allowed.find((word) => word === value);
    return found ?? new Mistake(`must be ${oneOf(allowed)}`, allowed);
  });
}

/** oneOf lists words as a choice: "one of a, b or c". */
export function oneOf(allowed: readonly string[]): string {
  if (allowed.length === 1) return allowed.join("");
  return `one of ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`;
}

/** flag is a schema of true and false; a variable's text counts as well. */
export const flag = leaf({ anyOf: [{ type: "boolean" }, VARIABLE_JSON] }, (value) => {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return new Mistake("must be true or false");
});

/** numberBetween is a schema of a number within bounds; a variable's text counts as well. */
export function numberBetween(least: number, most: number, options: { whole?: boolean } = {}) {
  const kind = options.whole ? "whole number" : "number";
  const json = { type: options.whole ? "integer" : "number", minimum: least };
  const bounds = Number.isFinite(most) ? `from ${least} to ${most}` : `of at least ${least}`;
  const bounded = Number.isFinite(most) ? { ...json, maximum: most } : json;
  return leaf({ anyOf: [bounded, VARIABLE_JSON] }, (value) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    const fits =
      typeof number === "number" &&
      number >= least &&
      number <= most &&
      (!options.whole || Number.isSafeInteger(number));
    return fits ? number : new Mistake(`must be a ${kind} ${bounds}`);
  });
}

/** text is a schema of a text that is not empty; numbers and switches are taken as they are written. */
export function text(what = "a text", json: Readonly<Record<string, unknown>> = {}) {
  return leaf({ type: "string", minLength: 1, ...json }, (value) => {
    if (typeof value === "string" && value.trim() !== "") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return new Mistake(`must be ${what}`);
  });
}

/** textList is a schema of one text or a list of them. */
export const textList = leaf(
  { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" }, minItems: 1 }] },
  (value): readonly string[] | Mistake => {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const texts = list.filter((one) => typeof one === "string" && one !== "") as string[];
    return list.length > 0 && texts.length === list.length
      ? texts
      : new Mistake("must be a text or a list of texts");
  },
);

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@+-]{0,99}$/u;

/** nameText is a schema of the name of an account, a rule, a receiver or a cost centre. */
export const nameText = leaf(
  { type: "string", pattern: "^[^\\s/].{0,99}$", minLength: 1, maxLength: 100 },
  (value) => {
    const name = typeof value === "number" ? String(value) : value;
    if (typeof name === "string" && NAME.test(name)) return name;
    return new Mistake(
      "must be a name of letters, digits, spaces and . _ - @ +, beginning with a letter or digit, 100 characters at most",
    );
  },
);
