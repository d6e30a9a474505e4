import { z } from "zod";
import { type Json, jsonOf } from "./json-of.ts";

/** OWNER is short for an integration that writes to the member whom a message is about. */
export const OWNER = "owner";

/** ownerOr makes a schema that takes the word `owner` for what it is short for, and anything else by the list's own schema. */
export function ownerOr<List extends z.ZodType>(list: List, short: unknown) {
  const json: Json = { anyOf: [{ const: OWNER }, jsonOf(list)] };
  return z
    .unknown()
    .transform((given, context): z.output<List> => {
      const value = given === OWNER ? short : given;
      // The issues are passed on unfinished, so that they are put into words with their full path.
      const result = list._zod.run({ value, issues: [] }, { async: false });
      if (result instanceof Promise) throw new TypeError("configuration schemas are synchronous");
      context.issues.push(...result.issues);
      return result.value as z.output<List>;
    })
    .meta(json);
}
