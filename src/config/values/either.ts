import { z } from "zod";
import { type Json, jsonOf } from "./json-of.ts";

/**
 * either makes a schema that takes a mapping by one schema and anything else by another. A zod union would report
 * the failures of both; here only those of the form that the writer chose.
 */
export function either<Simple extends z.ZodType, Mapping extends z.ZodType>(
  simple: Simple,
  mapping: Mapping,
) {
  const json: Json = { anyOf: [jsonOf(simple), jsonOf(mapping)] };
  return z
    .unknown()
    .transform((value, context): z.output<Simple> | z.output<Mapping> => {
      const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
      // The issues are passed on unfinished, so that they are put into words with their full path.
      const result = (isMapping ? mapping : simple)._zod.run(
        { value, issues: [] },
        { async: false },
      );
      if (result instanceof Promise) throw new TypeError("configuration schemas are synchronous");
      context.issues.push(...result.issues);
      return result.value as z.output<Simple> | z.output<Mapping>;
    })
    .meta(json);
}
