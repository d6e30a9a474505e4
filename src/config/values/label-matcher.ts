import type { LabelMatcher } from "../../core/routing/index.ts";
import { leaf, Mistake } from "./leaf.ts";
import { compileRegex } from "./regex.ts";

/** ParsedMatcher is a matcher with its parts, for checking names and values and for telling who is told. */
export interface ParsedMatcher extends LabelMatcher {
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

const MATCHER = /^\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"\s][^"]*?)?)\s*$/;

/** labelMatcher is a schema of one of Alertmanager's matchers; a regular expression must match the whole value. */
export const labelMatcher = leaf(
  {
    type: "string",
    pattern: "^\\s*[A-Za-z_]\\w*\\s*(=~|!~|!=|=)",
    examples: ['severity="critical"', 'member=~".*@red\\\\.acme\\\\.io"'],
  },
  (value) => (typeof value === "string" ? readMatcher(value) : notOne()),
);

/** readMatcher reads `label="value"`, `label!="value"`, `label=~"regex"` or `label!~"regex"`. */
export function readMatcher(text: string): ParsedMatcher | Mistake {
  const [, label = "", operator, quoted, bare] = MATCHER.exec(text) ?? [];
  if (!label) return notOne();
  const value = quoted === undefined ? (bare ?? "") : quoted.replace(/\\(["\\])/g, "$1");
  const parts = { label, source: text.trim(), value };
  switch (operator) {
    case "=":
      return { ...parts, operator, matches: (actual) => actual === value };
    case "!=":
      return { ...parts, operator, matches: (actual) => actual !== value };
    case "=~":
    case "!~": {
      const regex = compileRegex(`^(?:${value})$`);
      if (regex instanceof Mistake) return regex;
      const wanted = operator === "=~";
      return { ...parts, operator, matches: (actual) => regex.test(actual) === wanted };
    }
    default:
      return notOne();
  }
}

function notOne(): Mistake {
  return new Mistake(
    'must be a matcher such as severity="critical", rule!="x", member=~".*@acme.io" or model!~"a|b"',
  );
}
