import { z } from "zod";

/** Json is a piece of JSON Schema, for editors. */
export type Json = Readonly<Record<string, unknown>>;

/** jsonOf returns the JSON Schema (draft 7) of what a schema takes, as written in YAML. */
export function jsonOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  });
  return json;
}
