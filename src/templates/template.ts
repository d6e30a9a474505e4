import type { WrittenText } from "../core/message/index.ts";
import { createEngine } from "./engine.ts";
import { withoutMarks, writtenText } from "./marks.ts";
import { TemplateError, templateError } from "./template-error.ts";

/** What a template wrote may be so long at most: longer than any service shows. */
const LONGEST_TEXT = 20_000;
const LONGEST_BODY = 1_000_000;
/** And this much of one text from data is worth more than what follows it. */
const LONGEST_VALUE = 4_000;
const LINE_BREAKS = /[\r\n\u2028\u2029]+/g;

/** Template is a compiled template; every way to fail is a TemplateError. */
export interface Template {
  render(data: object): string;
}

/** textTemplate compiles a template for a title or a text. */
export function textTemplate(source: string, options: { strict?: boolean } = {}): Template {
  return compile(source, { json: false, strict: options.strict === true }, LONGEST_TEXT);
}

/** bodyTemplate compiles a template for a request's body, which with `json` must come out as JSON. */
export function bodyTemplate(
  source: string,
  options: { json: boolean; strict?: boolean },
): Template {
  const { json } = options;
  const template = compile(source, { json, strict: options.strict === true }, LONGEST_BODY);
  return {
    render(data) {
      const body = template.render(data);
      if (json) mustBeJson(body);
      return body;
    },
  };
}

/** renderText renders a template as lines of text and links. */
export function renderText(template: Template, data: object): WrittenText {
  return writtenText(template.render(data));
}

/** renderTitle renders a template as a title: what it writes on several lines is one. */
export function renderTitle(template: Template, data: object): string {
  const text = writtenText(template.render(data))
    .map((line) => line.map((part) => (typeof part === "string" ? part : part.label)).join(""))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  if (text === "") throw new TemplateError("it writes nothing");
  return text;
}

function compile(
  source: string,
  options: { json: boolean; strict: boolean },
  longest: number,
): Template {
  const engine = createEngine(options);
  const parsed = attempt(() => engine.parse(withoutMarks(source)));
  // Only examples are rendered strictly, and they hold no harm.
  const seen = (data: object) => (options.strict ? data : (harmless(data, options.json) as object));
  return {
    render(data) {
      const text: unknown = attempt(() => engine.renderSync(parsed, seen(data)));
      const written = String(text);
      if (written.length > longest) {
        throw new TemplateError(
          `it writes ${written.length} characters, ${longest} at most are sent`,
        );
      }
      return written;
    },
  };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw templateError(error);
  }
}

function mustBeJson(body: string): void {
  try {
    JSON.parse(body);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TemplateError(`what it writes is no JSON: ${why.slice(0, 160)}`);
  }
}

/**
 * Data without what frames links, and without texts so long that they would use up all there is room for. Lines are the template's
 * alone to make, but for JSON, where a line break is escaped.
 */
function harmless(value: unknown, json: boolean): unknown {
  if (typeof value === "string") {
    const text = withoutMarks(value.slice(0, LONGEST_VALUE));
    return json ? text : text.replace(LINE_BREAKS, " ");
  }
  if (Array.isArray(value)) return value.map((one) => harmless(one, json));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, harmless(one, json)]);
  return Object.fromEntries(entries);
}
