import type { TextMatcher } from "../../core/rules/index.ts";
import { leaf, Mistake } from "./leaf.ts";
import { compileRegex } from "./regex.ts";

const EXPECTED = "must be a text, a glob such as *@acme.io, or a /regular expression/";

/**
 * readPattern compiles a text as the configuration writes it: `/…/` (with `i` for any case) finds a regular
 * expression anywhere in the text, `*` and `?` make a glob of the whole text, anything else is the text itself.
 */
export function readPattern(text: string, ignoreCase = false): TextMatcher | Mistake {
  const [, regex, flags] = /^\/(.+)\/(i?)$/.exec(text) ?? [];
  if (regex !== undefined) {
    const compiled = compileRegex(regex, ignoreCase || flags === "i");
    if (compiled instanceof Mistake) return compiled;
    return { source: text, matches: (value) => compiled.test(value) };
  }
  if (/[*?]/.test(text)) return glob(text, ignoreCase);
  const fold = ignoreCase ? (value: string) => value.toLowerCase() : (value: string) => value;
  const wanted = fold(text);
  return { source: text, matches: (value) => fold(value) === wanted };
}

/** isLiteral tells whether a pattern stands for exactly one text. */
export function isLiteral(source: string): boolean {
  return !/[*?]/.test(source) && !/^\/.+\/i?$/.test(source);
}

function glob(text: string, ignoreCase: boolean): TextMatcher | Mistake {
  const quoted = text.replace(/[.+^${}()|[\]\\/]/g, "\\$&");
  const pattern = quoted.replaceAll("*", ".*").replaceAll("?", ".");
  const compiled = compileRegex(`(?s)^(?:${pattern})$`, ignoreCase);
  if (compiled instanceof Mistake) return compiled;
  return { source: text, matches: (value) => compiled.test(value) };
}

const ONE = { type: ["string", "number", "boolean"] };

/** patterns is a schema of one pattern or a list of them; `ignoreCase` is for e-mail addresses. */
export function patterns(options: { ignoreCase?: boolean } = {}) {
  const json = { anyOf: [ONE, { type: "array", items: ONE, minItems: 1 }] };
  return leaf(json, (value): readonly TextMatcher[] | Mistake => {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    if (list.length === 0)
      return new Mistake("must name at least one value; an empty list matches nothing");
    const compiled = list.map((one) => readOne(one, options.ignoreCase ?? false));
    return compiled.find((one) => one instanceof Mistake) ?? (compiled as TextMatcher[]);
  });
}

/** pattern is a schema of a single pattern. */
export function pattern(options: { ignoreCase?: boolean } = {}) {
  return leaf(ONE, (value) => readOne(value, options.ignoreCase ?? false));
}

function readOne(value: unknown, ignoreCase: boolean): TextMatcher | Mistake {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof text !== "string" || text === "") return new Mistake(EXPECTED);
  return readPattern(text, ignoreCase);
}
