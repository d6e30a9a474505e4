import { createEngine } from "./engine.ts";
import { bodyTemplate, renderText, renderTitle, textTemplate } from "./template.ts";
import { TemplateError } from "./template-error.ts";

/** TemplateUse is what a template is for: a title, a text, or a request's body, of JSON or of anything. */
export type TemplateUse = "title" | "text" | "json" | "body";

/** TemplateProblem is what is wrong with a template; line and column are within it and count from 1, 0 where they are not known. */
export interface TemplateProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** A name that is not known, with those that could stand there. */
  readonly unknown: { readonly name: string; readonly known: readonly string[] } | null;
}

/**
 * lintTemplate renders a template with each of the examples and says what is wrong first: its syntax, a variable or filter that does not
 * exist, or that what it writes is no JSON where it must be. Null for a template that can be used.
 */
export function lintTemplate(
  source: string,
  use: TemplateUse,
  examples: readonly object[],
): TemplateProblem | null {
  let example: object = {};
  try {
    const render = renderer(source, use);
    for (example of examples) render(example);
    return null;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { message, line, column } = error;
    return { message, line, column, unknown: unknownName(message, example, use === "json") };
  }
}

function renderer(source: string, use: TemplateUse): (data: object) => void {
  if (use === "json" || use === "body") {
    const template = bodyTemplate(source, { json: use === "json", strict: true });
    return (data) => void template.render(data);
  }
  const template = textTemplate(source, { strict: true });
  return (data) => void (use === "title" ? renderTitle : renderText)(template, data);
}

function unknownName(message: string, example: object, json: boolean): TemplateProblem["unknown"] {
  const [, what, path = ""] = /^undefined (variable|filter): (\S+)$/.exec(message) ?? [];
  if (what === "filter") {
    return { name: path, known: Object.keys(createEngine({ json, strict: true }).filters) };
  }
  if (what !== "variable") return null;
  const steps = path.split(".");
  const name = steps.at(-1) ?? "";
  // What a loop goes through is mostly alerts.
  const parent =
    steps.slice(0, -1).reduce<unknown>(stepInto, example) ?? stepInto(example, "alert");
  const known = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
  return { name, known };
}

function stepInto(value: unknown, step: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[step];
}
