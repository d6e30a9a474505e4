import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { Env } from "../environment.ts";
import type { Problem } from "../problems/problem.ts";
import { problemAt } from "./excerpt.ts";
import { isSecretKey } from "./secret-keys.ts";
import { shieldVariables, unshieldVariables } from "./shield-variables.ts";
import type { MapTree, Source } from "./tree.ts";
import { TreeBuilder } from "./tree-builder.ts";

/** ParsedSource is one file as a tree, or null where it is empty or unreadable, with everything found wrong in it. */
export interface ParsedSource {
  readonly tree: MapTree | null;
  readonly problems: readonly Problem[];
}

/** parseSource reads one YAML file: syntax, anchors and merge keys, then `${VAR}` in its texts. */
export function parseSource(file: string, text: string, env: Env): ParsedSource {
  const lines = new LineCounter();
  const shielded = shieldVariables(text);
  const document = parseDocument(shielded, {
    merge: true,
    prettyErrors: false,
    lineCounter: lines,
  });
  const source: Source = {
    file,
    text,
    lineStarts: lines.lineStarts.length > 0 ? lines.lineStarts : [0],
    hidden: hiddenRanges(document, text),
    broken: document.errors.length > 0,
  };
  const syntax = firstPerLine(document.errors.map((error) => syntaxProblem(source, error)));
  if (syntax.length > 0) return { tree: null, problems: syntax };
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { tree: null, problems: [] };
  }
  if (!isMap(contents)) {
    const place = { source, start: contents.range?.[0] ?? 0, end: contents.range?.[1] ?? 0 };
    const message = 'must be a mapping with keys such as "accounts", "rules" and "receivers"';
    return { tree: null, problems: [problemAt("error", place, `The file ${message}`)] };
  }
  const builder = new TreeBuilder(source, document, env);
  return { tree: builder.map(contents), problems: builder.problems };
}

/** Every value below a key that holds secrets, except where it only names a variable. */
function hiddenRanges(document: Document, text: string): [number, number][] {
  const ranges: [number, number][] = [];
  const hide = (node: Node | null) => {
    const range = node?.range;
    if (!range || isReference(text.slice(range[0], range[1]))) return;
    ranges.push([range[0], range[1]]);
  };
  visit(document, {
    Pair: (_, pair: Pair) => {
      const key = isScalar(pair.key) ? unshieldVariables(String(pair.key.value)) : "";
      if (!isSecretKey(key) || !isNode(pair.value)) return;
      hide(isAlias(pair.value) ? (pair.value.resolve(document) ?? null) : pair.value);
    },
  });
  return ranges;
}

function isReference(text: string): boolean {
  return /^["']?\$\{[A-Za-z_]\w*\}["']?$/.test(text);
}

/** One slip makes the parser stumble several times on its line; the first time says it all. */
function firstPerLine(problems: readonly Problem[]): Problem[] {
  const seen = new Set<number>();
  return problems.filter(({ line }) => !seen.has(line) && seen.add(line));
}

const UNCLOSED_QUOTE = "A quotation mark that was opened above is not closed";

const IN_WORDS: Partial<Record<YAMLError["code"], string>> = {
  DUPLICATE_KEY: "This key is already set in the same mapping; keep one of the two",
  MULTIPLE_DOCS: "A file holds one document; remove the --- or split the file",
  TAB_AS_INDENT: "Indent with spaces; YAML takes no tabs there",
};

function syntaxProblem(source: Source, error: YAMLError): Problem {
  const [start, end] = error.pos;
  const [, open, close] = /^Flow (\w+) in block .* end with a (.)/.exec(error.message) ?? [];
  const words =
    (close &&
      `The ${open === "map" ? "{" : "["} that was opened above is not closed: a ${close} is missing`) ??
    (/^Missing closing ["']/.test(error.message) ? UNCLOSED_QUOTE : IN_WORDS[error.code]) ??
    `Not valid YAML: ${firstLetterDown(quiet(error))}`;
  return problemAt("error", { source, start, end: Math.max(end, start + 1) }, words);
}

/** The parser quotes what it stumbled over, which may be a secret: the shown line says it, masked. */
function quiet(error: YAMLError): string {
  return unshieldVariables(error.message)
    .replace(/"[^"]*"|:\s*\S.*$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function firstLetterDown(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
