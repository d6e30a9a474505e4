import { z } from "zod";
import { jsonOf } from "./json-of.ts";

/** inTurn makes a schema that takes one value or a list of them, and always returns a list. */
export function inTurn<Schema extends z.ZodType>(schema: Schema) {
  const list = z.array(schema).min(1, "needs at least one value");
  return z
    .unknown()
    .transform((value, context): readonly z.output<Schema>[] => {
      const isList = Array.isArray(value);
      // The issues are passed on unfinished, so that they are put into words with their full path.
      const result = (isList ? list : schema)._zod.run({ value, issues: [] }, { async: false });
      if (result instanceof Promise) throw new TypeError("configuration schemas are synchronous");
      context.issues.push(...result.issues);
      return (isList ? result.value : [result.value]) as readonly z.output<Schema>[];
    })
    .meta({ anyOf: [jsonOf(schema), jsonOf(list)] });
}
