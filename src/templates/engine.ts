import { Liquid } from "liquidjs";
import { addFilters } from "./filters.ts";

/** LONGEST_TEMPLATE is how long a template may be, in characters. */
const LONGEST_TEMPLATE = 16_384;
/** How long one rendering may take, ms, and how much it may make, in characters and list entries. */
const RENDER_MS = 200;
const RENDER_MEMORY = 2_000_000;

/** These tags read other templates, or write HTML: a template is one text, and its layout is the notifier's. */
const FORBIDDEN_TAGS = ["include", "render", "layout", "block", "tablerow"];

/**
 * createEngine makes a sandboxed Liquid: no files, no other templates, nothing of an object but its own data, and limits on
 * length, time and memory. With `json`, what is inserted is escaped for the inside of a JSON string; `strict` refuses unknown names.
 */
export function createEngine({ json, strict }: { json: boolean; strict: boolean }): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: strict,
    // With a mapping of its own, and an empty one, nothing is ever looked for on a disk.
    templates: {},
    locale: "en",
    parseLimit: LONGEST_TEMPLATE,
    renderLimit: RENDER_MS,
    memoryLimit: RENDER_MEMORY,
    ...(json && { outputEscape: insideJson }),
  });
  for (const tag of FORBIDDEN_TAGS) delete engine.tags[tag];
  addFilters(engine, json);
  return engine;
}

/** insideJson escapes a value for the inside of a JSON string; a number is the same inside and outside of one. */
function insideJson(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  return JSON.stringify(text).slice(1, -1);
}
